interface PostalAddress {
  readonly street: string | null;
  readonly houseNumber: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
}

/** `Hauptstraße 5, 12345 Musterstadt` */
export function addressText({ street, houseNumber, postcode, city }: PostalAddress): string {
  const first = [street, houseNumber].filter(Boolean).join(' ');
  const second = [postcode, city].filter(Boolean).join(' ');
  return [first, second].filter((part) => part !== '').join(', ');
}
