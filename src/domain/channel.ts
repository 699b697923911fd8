/** How a submission reached the company. The agent queue knows `call` and `chat` beside these. */
export const channels = ['letter', 'fax', 'email', 'portal'] as const;
export type Channel = (typeof channels)[number];
