import { type IdentifierKind, identifierOf } from './identifier.ts';

/** `identifierOf` under the deployment's secret. */
export type Identify = (kind: IdentifierKind, value: string) => Promise<string>;

export function identifyWith(secret: () => Promise<Uint8Array>): Identify {
  return async (kind, value) => identifierOf(await secret(), kind, value);
}
