import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { Answer, TestBrowser } from './http.ts';

/** A citizen's phone without a screen: its own key, device proofs, PIN, approvals (contracts/authenticator.ts). */
export interface Phone {
  deviceId: string | undefined;
  /** Its key, as a certification request needs it (test/support/certification-request.ts). */
  readonly key: { readonly privateKey: KeyObject; readonly spki: Uint8Array };
  /** One signed call, as the phone app makes it. */
  call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer<T>>;
  /** Link token → SMS code → device bound → PIN chosen; answers the last response. */
  activate(token: string, code: string, pin: string): Promise<Answer>;
  approvals(): Promise<readonly Approval[]>;
  decide(approval: Approval, decision: 'approve' | 'refuse', pin?: string): Promise<Answer>;
}

export interface Approval {
  readonly id: string;
  readonly challenge: string;
  readonly bindingNumber: string;
  readonly expiresAt: string;
  readonly backchannel?: { readonly bindingMessage?: string };
  readonly client: { readonly name: string };
  readonly claims: readonly string[];
}

export function testPhone(browser: TestBrowser, now: () => number = Date.now): Phone {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const jwk = { kty: 'EC', crv: 'P-256', x, y };
  const seconds = (): number => Math.floor(now() / 1000);
  const phone: Phone = {
    deviceId: undefined,
    key: { privateKey, spki: Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' })) },
    call(method, path, body) {
      const text = body === undefined ? '' : JSON.stringify(body);
      const header = {
        alg: 'ES256',
        typ: 'device-proof+jwt',
        ...(phone.deviceId ? { kid: phone.deviceId } : { jwk }),
      };
      const proof = jws(privateKey, header, {
        htm: method,
        htu: path,
        iat: seconds(),
        jti: randomBytes(16).toString('base64url'),
        bh: createHash('sha256').update(text).digest('base64url'),
      });
      return browser.call(method, path, body === undefined ? undefined : text, { 'device-proof': proof });
    },
    async activate(token, code, pin) {
      const bound = await phone.call<{ deviceId: string }>('POST', '/api/authenticator/activation/code', {
        token,
        code,
        device: { name: 'Test phone', key: jwk },
      });
      if (bound.status !== 200) return bound as unknown as Answer;
      phone.deviceId = bound.body.deviceId;
      return phone.call('POST', '/api/authenticator/activation/pin', { token, pin, repeated: pin });
    },
    async approvals() {
      const answer = await phone.call<{ approvals: Approval[] }>('GET', '/api/authenticator/approvals');
      if (answer.status !== 200)
        throw new Error(`approvals: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body.approvals;
    },
    decide(approval, decision, pin) {
      const payload = {
        challenge: approval.challenge,
        decision,
        binding: approval.backchannel?.bindingMessage ?? approval.bindingNumber,
        iat: seconds(),
      };
      const signature = jws(privateKey, { alg: 'ES256', typ: 'approval+jwt', kid: phone.deviceId }, payload);
      return phone.call('POST', `/api/authenticator/approvals/${approval.id}`, {
        decision,
        signature,
        ...(decision === 'approve' && { pin }),
      });
    },
  };
  return phone;
}

function jws(key: KeyObject, header: object, payload: object): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${encode(header)}.${encode(payload)}`;
  const signature = sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}
