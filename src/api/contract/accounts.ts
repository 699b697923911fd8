import { z } from 'zod';
import { role } from './common.ts';
import { accountName, linkToken, newPassword } from './session.ts';

/** A person's account as an administrator sees it. */
export const account = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string(),
  role,
  language: z.enum(['de', 'en']),
  isDemo: z.boolean(),
  isDisabled: z.boolean(),
  /** False until the person has chosen a password by their one-time link. */
  hasPassword: z.boolean(),
  createdAt: z.string(),
  seenAt: z.string().nullable(),
  revision: z.number().int(),
});
export type Account = z.infer<typeof account>;
export const accountQuery = z.object({
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const accountPage = z.object({ items: z.array(account), nextCursor: z.string().nullable() });
export const accountRequest = z.object({
  name: accountName,
  displayName: z.string().trim().min(1).max(120),
  role,
  language: z.enum(['de', 'en']).default('de'),
});
/** `revision` is the one the page showed; a newer one is refused (409). What is left out stays. */
export const accountChange = z.object({
  revision: z.number().int(),
  displayName: z.string().trim().min(1).max(120).optional(),
  role: role.optional(),
  language: z.enum(['de', 'en']).optional(),
  isDisabled: z.boolean().optional(),
});
export const passwordReset = z.object({ revision: z.number().int() });
/** `token` goes into the address `/set-password?token=…` and is shown once: a repeated call answers null in its place. */
export const passwordLink = z.object({ token: z.string().nullable(), expiresAt: z.string() });
export const accountWithLink = z.object({ account, link: passwordLink });
export type AccountWithLink = z.infer<typeof accountWithLink>;
export const passwordChoice = z.object({ token: linkToken, password: newPassword });
