/** Remembers which notifications went out, so that a redelivered one is not sent twice. */
export interface SentMessages {
  has(id: string): Promise<boolean>;
  keep(id: string, now: Date): Promise<void>;
}
