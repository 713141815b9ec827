import type { BrowserSession } from './browser-session.ts';

/** What is written of browser sessions: that one ended before its time. */
export interface BrowserSessions {
  /** From now on its cookie is worth nothing; may be repeated. */
  end(session: BrowserSession): Promise<void>;
}
