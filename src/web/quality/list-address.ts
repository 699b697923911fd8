/** The address of the list behind a number. */
export function listAddress(filter: Readonly<Record<string, string | null | undefined>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filter))
    if (value !== null && value !== undefined) params.set(name, value);
  return `/quality/documents?${params.toString()}`;
}

/** The day after the week that begins on this Monday (YYYY-MM-DD). */
export function weekEnd(monday: string): string {
  return new Date(Date.parse(`${monday}T00:00:00Z`) + 7 * 86_400_000).toISOString().slice(0, 10);
}
