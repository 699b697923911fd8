import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for a cookie, a token or a set-up link: too many to guess, so a plain digest of them is enough to keep. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
