/** One line of a person's connection history (B11). */
export interface SignIn {
  readonly accountId: string;
  /** ISO instant. */
  readonly at: string;
  readonly clientId: string;
  readonly client: string;
  /** `signed-in`: consent given; `denied`: data refused on the computer; `refused`: refused on the phone. */
  readonly outcome: 'signed-in' | 'denied' | 'refused';
  readonly acr?: string;
  /** Address of the browser that asked. */
  readonly address?: string;
  /** The grant or approval it tells of; absent in lines from before it was kept. */
  readonly source?: string;
}

export interface SignInHistory {
  /** However often it is added it is one line, and hides no other of the same instant. */
  add(signIn: SignIn & { readonly source: string }): Promise<void>;
  /** Newest first. */
  of(accountId: string, limit: number): Promise<readonly SignIn[]>;
}
