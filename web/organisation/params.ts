/** What stands in the address of a page, for example the organisation's number. */
export type Params = Readonly<Record<string, string>>;
