/** The sixteen states, as ISO 3166-2 has them without `DE-`. */
export const germanStates = [
  'BB',
  'BE',
  'BW',
  'BY',
  'HB',
  'HE',
  'HH',
  'MV',
  'NI',
  'NW',
  'RP',
  'SH',
  'SL',
  'SN',
  'ST',
  'TH',
] as const;
export type GermanState = (typeof germanStates)[number];

/** The company whose post this is: what stands on nearly every letter and says nothing about its sender. */
export interface Company {
  /** Every name it is written to under, the official one first. */
  readonly names: readonly string[];
  readonly street: string;
  readonly houseNumber: string;
  readonly postcode: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2; also the country of a phone number without one. */
  readonly country: string;
  /** Addresses, or `@domain` for all of a domain. */
  readonly emails: readonly string[];
  /** E.164; a number that begins with one of these is an extension of it. */
  readonly phones: readonly string[];
  readonly ibans: readonly string[];
  /** IANA name: where a day begins and office hours are counted. */
  readonly timeZone: string;
  /** Whose holidays are no working days. Null where the company is not in Germany: then only weekends and `daysOff`. */
  readonly state: GermanState | null;
  /** Further days without work, YYYY-MM-DD. */
  readonly daysOff: readonly string[];
  /** Local hour at which a day that something is due ends for the people who do it. */
  readonly closingHour: number;
}

/** The built-in company until one is configured. */
export const demoCompany: Company = {
  names: ['Nordlicht Versorgung und Service GmbH', 'Nordlicht Versorgung', 'Nordlicht'],
  street: 'Hafenstraße',
  houseNumber: '12',
  postcode: '26721',
  city: 'Emden',
  country: 'DE',
  emails: ['service@nordlicht.example', '@nordlicht.example'],
  phones: ['+4949211200'],
  ibans: ['DE22284999010000012000'],
  timeZone: 'Europe/Berlin',
  state: 'NI',
  daysOff: [],
  closingHour: 17,
};
