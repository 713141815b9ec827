import { type Figure, median, type Report } from '../figures.ts';
import { signatureFloor } from '../status/floor.ts';
import { type MeasuredHandler, openTrustPlace } from '../status/trust-place.ts';

const TIMES = 200;
const WARM_UP = 100;
/** About what a delivery evidence says. */
const EVIDENCE = JSON.stringify({ event: 'ConsignmentAcceptance', details: 'x'.repeat(900) });

/** Seals of delivery evidences (CAdES-T) and answers of the time-stamping authority. */
export async function measureEvidences(options: { readonly quick: boolean }): Promise<Report> {
  const rounds = options.quick ? 3 : 7;
  const place = await openTrustPlace();
  try {
    const floor = signatureFloor();
    const seal = await measure(await place.start('bench/status/seal-handler.ts'), { text: EVIDENCE }, rounds);
    const figure = (
      what: string,
      unit: string,
      values: readonly number[],
      more: Partial<Figure> = {},
    ): Figure => ({
      what,
      unit,
      value: median(values),
      runs: values.length,
      ...more,
    });
    return {
      title: 'Evidences: sealed and time-stamped',
      notes: [
        `A delivery evidence of ${EVIDENCE.length} bytes sealed as CAdES-T, ${TIMES} after ${WARM_UP} to warm up, one at a time; KMS and S3 are in another process.`,
        'Peer: two bare ECDSA signatures by node:crypto (seal and time-stamp), which KMS makes in our stead.',
      ],
      figures: [
        figure('one evidence', 'CPU ms', seal.cpuMs, { peer: 2 * floor }),
        figure(
          'evidences per CPU second',
          '/s',
          seal.cpuMs.map((ms) => 1000 / ms),
        ),
        figure('AWS calls of an evidence', 'calls', [seal.awsCalls]),
        figure('size of a sealed evidence', 'bytes', [seal.bytes]),
      ],
    };
  } finally {
    place.stop();
  }
}

async function measure(handler: MeasuredHandler, event: object, rounds: number) {
  await handler.cost(event, WARM_UP);
  const costs = [];
  for (let round = 0; round < rounds; round++) costs.push(await handler.cost(event, TIMES));
  const { sealed = '' } = (costs.at(-1)?.answer ?? {}) as { readonly sealed?: string };
  return {
    cpuMs: costs.map(({ cpuMs }) => cpuMs / TIMES),
    awsCalls: (costs.at(-1)?.awsCalls ?? 0) / TIMES,
    bytes: Buffer.from(sealed, 'base64').length,
  };
}
