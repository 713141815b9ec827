/** Capabilities that travel by link: e-mail confirmation, registered letter, hand-off, activation, recovery. */
export interface LinkRecord {
  readonly subject: string;
  readonly data: Readonly<Record<string, string>>;
  readonly expiresAt: Date;
  readonly used: boolean;
}

export interface Links {
  /** Makes a token of 256 random bits; only its hash is kept. */
  create(request: {
    readonly purpose: string;
    readonly subject: string;
    readonly lifetimeSeconds: number;
    readonly now: Date;
    readonly data?: Readonly<Record<string, string>>;
  }): Promise<string>;
  /** The living link, used or not; undefined when unknown, expired or made for another purpose. */
  find(request: {
    readonly token: string;
    readonly purpose: string;
    readonly now: Date;
  }): Promise<LinkRecord | undefined>;
  /** Uses the link, once. Throws `Refusal` gone: `link-expired` (also when unknown) or `link-used`. */
  consume(request: {
    readonly token: string;
    readonly purpose: string;
    readonly now: Date;
  }): Promise<LinkRecord>;
}
