import type { SendLimit } from '../../contracts/settings.ts';
import { Refusal } from '../../domain/errors.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import { TimeStampRefusal } from '../../domain/time-stamp/time-stamp-refusal.ts';
import { parseTimeStampRequest, type TimeStampRequest } from '../../domain/time-stamp/time-stamp-request.ts';
import { granted, rejected } from '../../domain/time-stamp/time-stamp-response.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface TimeStampDeps {
  readonly policy: string;
  readonly perAddress: SendLimit;
  readonly quotas: SendQuotas;
  /** TimeStampToken, DER. */
  readonly makeToken: (request: TimeStampRequest, now: Date) => Promise<Uint8Array>;
}

const TYPE = { 'content-type': 'application/timestamp-reply' };

/** RFC 3161 over HTTP (§3.4): whatever is sent, the answer is a TimeStampResp. */
export async function timeStamp(request: HttpRequest, deps: TimeStampDeps): Promise<HttpResponse> {
  try {
    await takeFromQuota(request, deps);
    requireQuery(request);
    const query = parseTimeStampRequest(request.rawBody, deps.policy);
    return { headers: TYPE, body: granted(await deps.makeToken(query, request.now)) };
  } catch (error) {
    if (error instanceof TimeStampRefusal) return { headers: TYPE, body: rejected(error) };
    if (error instanceof Refusal && error.kind === 'too-many') return tooMany(error);
    throw error;
  }
}

async function takeFromQuota({ sourceIp, now }: HttpRequest, deps: TimeStampDeps): Promise<void> {
  await deps.quotas.take([{ scope: `ip:${sourceIp}:time-stamp`, ...deps.perAddress }], now);
}

function requireQuery({ headers }: HttpRequest): void {
  if (/^application\/timestamp-query\s*(;|$)/i.test(headers['content-type'] ?? '')) return;
  throw new TimeStampRefusal('badRequest', 'Send the request as application/timestamp-query.');
}

function tooMany({ message, details }: Refusal): HttpResponse {
  return {
    status: 429,
    headers: { ...TYPE, 'retry-after': String(details.retryAfterSeconds ?? 60) },
    body: rejected({ failure: 'systemFailure', message }),
  };
}
