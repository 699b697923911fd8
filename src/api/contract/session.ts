import { z } from 'zod';
import { role } from './common.ts';

/** What a role may do; a page shows only what its reader may use, the server checks every call. */
export const permission = z.enum([
  'readDocuments',
  'readArchive',
  'uploadDocuments',
  'resolveDocuments',
  'scanBatches',
  'readWorkItems',
  'takeWorkItems',
  'readCustomers',
  'importCustomers',
  'readQuality',
  'seeSystem',
  'manageModels',
  'manageTokens',
  'manageAccounts',
]);
export type Permission = z.infer<typeof permission>;

export const me = z.object({
  accountId: z.string(),
  name: z.string(),
  displayName: z.string(),
  role,
  language: z.enum(['de', 'en']),
  isDemo: z.boolean(),
  permissions: z.array(permission),
  /** A larger upload is refused before it is read. */
  uploadBytesMax: z.number().int(),
});
export type Me = z.infer<typeof me>;
export const signIn = z.object({ name: z.string().min(1).max(200), password: z.string().min(1).max(200) });
export const passwordChange = z.object({ current: z.string().min(1).max(200), next: z.string().min(12).max(200) });
export const languageChange = z.object({ language: z.enum(['de', 'en']) });
export const setupState = z.object({
  isOpen: z.boolean(),
  isDemo: z.boolean(),
  demoAccounts: z.array(z.object({ name: z.string(), password: z.string(), role })),
});
export const accountName = z
  .string()
  .min(3)
  .max(60)
  .regex(/^[a-z0-9._-]+$/);
export const linkToken = z.string().min(10).max(200);
export const newPassword = z.string().min(12).max(200);
export const setupRequest = z.object({
  token: linkToken,
  name: accountName,
  displayName: z.string().min(1).max(120),
  password: newPassword,
});
