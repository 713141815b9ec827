import type { ServerProcess } from '../server-process.ts';
import type { CountingGateway } from './counting-gateway.ts';
import type { Asked, RelyingParty } from './relying-party.ts';

/** Who acts at a provider in a sign-in; the phone's share is told apart in the counts. */
export type Side = 'browser and relying party' | 'phone';

/** Told whose turn it is. */
export type OnSide = (side: Side) => Promise<void>;

/** Somebody in front of a browser, at one provider. */
export interface Visitor {
  /** Proves who they are and consents, in a fresh browser; where the browser is sent back to. */
  signIn(asked: Asked, onSide?: OnSide): Promise<string>;
  /** Comes again in the browser of their last sign-in; undefined where that takes the phone again. */
  comeAgain(asked: Asked): Promise<string | undefined>;
}

/** A provider under measurement. */
export interface Subject {
  readonly name: string;
  readonly server: ServerProcess;
  readonly relyingParty: RelyingParty;
  readonly visitors: readonly Visitor[];
  /** What stands before its AWS; undefined where it reaches none. */
  readonly gateway: CountingGateway | undefined;
  /** Extra parameters of a request whose browser may be known already. */
  readonly againParameters: Readonly<Record<string, string>>;
  stop(): void;
}
