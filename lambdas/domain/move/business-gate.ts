/** What a business answered to one attempt. */
export interface GateAnswer {
  readonly status: number;
  readonly body: string;
}

/** Posts a notice to a business's endpoint. */
export interface BusinessGate {
  /**
   * @param notice compact JWS, sent as `application/jwt` with `idempotency-key`
   * @throws BusinessUnreachable when nobody answers in time, or the address may not be called
   */
  post(endpoint: string, notice: { readonly jws: string; readonly key: string }): Promise<GateAnswer>;
}

export class BusinessUnreachable extends Error {
  override readonly name = 'BusinessUnreachable';
}
