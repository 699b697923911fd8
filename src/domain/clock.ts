/** Where time comes from. Everything that needs the time is given a clock, so a simulation can turn its hands. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
