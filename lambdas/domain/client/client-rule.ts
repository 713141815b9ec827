import type { Client } from './client.ts';

/** One rule of a registration: sentences on what is wrong, each beginning with the member it is about; nothing when nothing is. */
export type ClientRule = (client: Client) => string | readonly string[] | undefined;
