/** A valid German IBAN for any eighteen digits. */
export function germanIban(account: string): string {
  let remainder = 0;
  for (const digit of `${account}131400`) remainder = (remainder * 10 + Number(digit)) % 97;
  return `DE${String(98 - remainder).padStart(2, '0')}${account}`;
}
