/** How a person opened the session: by PIN alone, or by PIN with a valid AUTHENTICATION certificate on the phone's key. */
export type LogInMethod = 'pin' | 'certificate';

/** A person's session in the app; the cookie `guichet-citizen` holds its secret. */
export interface CitizenSession {
  readonly accountId: string;
  readonly deviceId: string;
  readonly method: LogInMethod;
  /** Serial (hex) of the AUTHENTICATION certificate, with method `certificate`. */
  readonly certificate?: string;
  /** ISO 8601. */
  readonly openedAt: string;
}

/** A session as found, with the instant at which it ends at the latest (ISO 8601). */
export interface OpenCitizenSession extends CitizenSession {
  readonly expiresAt: string;
}

export interface CitizenSessions {
  /** Opens a session and gives the secret for the cookie. */
  open(session: CitizenSession, lifetimeSeconds: number, idleSeconds: number, now: Date): Promise<string>;
  /** Undefined when unknown, expired or idle for too long. Use counts as activity. */
  find(secret: string, now: Date): Promise<OpenCitizenSession | undefined>;
  close(secret: string): Promise<void>;
}
