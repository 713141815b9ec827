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
}

export interface SignInHistory {
  add(signIn: SignIn): Promise<void>;
  /** Newest first. */
  of(accountId: string, limit: number): Promise<readonly SignIn[]>;
}
