import { hash, verify } from '@node-rs/argon2';
import { MailroomError } from '../../domain/errors.ts';
import { createGate } from '../gate.ts';

/** OWASP's second choice for argon2id, the library's default algorithm: 19 MiB, two passes; 30 ms here. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Two at once keep two of libuv's four threads free for files; a hundred waiting are three seconds.
const gate = createGate(2, 100);

export const passwordLengthMin = 12;

export function hashPassword(password: string): Promise<string> {
  return gate(() => hash(password, cost));
}

let decoy: Promise<string> | null = null;

/** Takes as long for an account that does not exist (null) as for one that does, so the time tells nothing. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const isReal = passwordHash?.startsWith('$argon2id$') ?? false;
  decoy ??= hashPassword('nobody has this password');
  const compared = isReal && passwordHash !== null ? passwordHash : await decoy;
  const isSame = await gate(() => verify(compared, password));
  return isSame && isReal;
}

/** Fails with `request.invalid`. Length is what counts (NIST SP 800-63B); forced special characters are not asked for. */
export function checkNewPassword(password: string, names: readonly string[]): void {
  const folded = password.toLowerCase();
  if (
    password.length < passwordLengthMin ||
    new Set(folded).size < 5 ||
    names.some((name) => folded === name.toLowerCase())
  ) {
    throw new MailroomError(
      'request.invalid',
      `Choose a password of at least ${passwordLengthMin} characters that is not your name and not one character repeated.`,
    );
  }
}
