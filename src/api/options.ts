/** Settings of the HTTP side; every number is a limit somebody may have to change. */
export interface ApiOptions {
  /** Addresses of proxies whose `X-Forwarded-*` headers are believed; false believes nobody. */
  readonly trustProxy: boolean | string | readonly string[];
  /** `auto` marks the session cookie Secure when the request came over TLS. */
  readonly secureCookie: 'auto' | boolean;
  readonly sessionIdleMinutes: number;
  readonly sessionHours: number;
  readonly tokenDays: number;
  /** From one address. A page with twenty images asks for twenty-five things; offices share an address. */
  readonly requestsPerMinuteMax: number;
  readonly eventStreamsPerAccountMax: number;
  readonly heartbeatSeconds: number;
  readonly filesPerUploadMax: number;
  readonly uploadMinutesMax: number;
  readonly requestSeconds: number;
  readonly customersBytesMax: number;
  readonly pageCacheBytes: number;
  readonly paintingsAtOnceMax: number;
  /** After so long without a key or a move the review page gives back what it has in hand. */
  readonly reviewIdleSeconds: number;
  /** How long an answer can be taken back. */
  readonly reviewUndoSeconds: number;
  /** IANA name: where a day begins. */
  readonly timeZone: string;
}

export const defaultApiOptions: ApiOptions = {
  trustProxy: false,
  secureCookie: 'auto',
  sessionIdleMinutes: 60,
  sessionHours: 12,
  tokenDays: 365,
  requestsPerMinuteMax: 6000,
  eventStreamsPerAccountMax: 10,
  heartbeatSeconds: 20,
  filesPerUploadMax: 500,
  uploadMinutesMax: 60,
  requestSeconds: 40,
  customersBytesMax: 4 * 1024 * 1024 * 1024,
  pageCacheBytes: 64 * 1024 * 1024,
  paintingsAtOnceMax: 4,
  reviewIdleSeconds: 180,
  reviewUndoSeconds: 15,
  timeZone: 'Europe/Berlin',
};
