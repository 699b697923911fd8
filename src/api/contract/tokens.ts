import { z } from 'zod';
import { role } from './common.ts';

export const ownToken = z.object({
  id: z.string(),
  label: z.string(),
  createdAt: z.string(),
  seenAt: z.string(),
  expiresAt: z.string(),
});
export type OwnToken = z.infer<typeof ownToken>;
export const ownTokenList = z.object({ items: z.array(ownToken) });
export const ownTokenRequest = z.object({
  label: z.string().trim().min(1).max(120),
  days: z.number().int().min(1).max(365).default(90),
});
/** `token` is shown once, as with the tokens of programs. */
export const ownTokenMade = ownToken.extend({ token: z.string().nullable() });

export const tokenRequest = z.object({ label: z.string().trim().min(1).max(120), role: role.default('clerk') });
/** `token` is shown once: repeating the call with the same Idempotency-Key answers null in its place. */
export const tokenMade = z.object({
  accountId: z.string(),
  label: z.string(),
  role,
  expiresAt: z.string(),
  token: z.string().nullable(),
});
