/** Where documents wait for a person. */
export const trays = ['indexing', 'exceptions', 'quarantine', 'rescan'] as const;
export type Tray = (typeof trays)[number];
