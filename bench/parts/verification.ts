import type { SpecimenKind } from '../../local/specimens/holder.ts';
import {
  type EnrolmentState,
  fillIn,
  openLetter,
  proveContacts,
  record,
  showDocument,
  step,
  until,
} from '../../test/support/citizen.ts';
import { type RunningGuichet, startGuichet } from '../../test/support/guichet.ts';
import { testBrowser } from '../../test/support/http.ts';
import { type Figure, median, type Report } from '../figures.ts';
import { treeMemoryMb, watchMemory } from '../process-tree.ts';
import { type Calls, laptopPlace } from '../sign-in/laptop.ts';
import { applicantWith } from '../verification/applicants.ts';

const KINDS: readonly SpecimenKind[] = [
  'passport',
  'identity-card',
  'identity-card-1988',
  'residence-permit',
];
const QUICK_KINDS: readonly SpecimenKind[] = ['passport', 'identity-card'];
const DECIDED = ['accepted', 'rejected', 'retry', 'in-review'];
const PATIENCE_MS = 300_000;

interface Enrolment {
  readonly kind: SpecimenKind;
  /** Upload and judgement of every side. */
  readonly judgedSeconds: number;
  /** Upload and judgement of the recording. */
  readonly recordedSeconds: number;
  /** From the submission to the decision. */
  readonly decidedSeconds: number;
  readonly cpuSeconds: number;
  readonly outcome: string;
  readonly calls: Calls;
}

/** Whole enrolments over the API with photographed specimens: how long the recognisers take, and how much memory. */
export async function measureVerification(options: { readonly quick: boolean }): Promise<Report> {
  const rounds = options.quick ? 1 : 3;
  const kinds = options.quick ? QUICK_KINDS : KINDS;
  const guichet = await startGuichet();
  try {
    await enrolOnce(guichet, 'passport', 0); // loads the networks
    const memory = watchMemory(laptopPlace(guichet).pid);
    const done: Enrolment[] = [];
    for (let round = 0; round < rounds; round++)
      for (const kind of kinds) done.push(await enrolOnce(guichet, kind, done.length + 1));
    const peakMb = memory.stop();
    return report(done, kinds, peakMb, treeMemoryMb(laptopPlace(guichet).pid));
  } finally {
    await guichet.stop();
  }
}

async function enrolOnce(guichet: RunningGuichet, kind: SpecimenKind, number: number): Promise<Enrolment> {
  const place = laptopPlace(guichet);
  const browser = testBrowser(guichet.origin);
  const applicant = await applicantWith(kind, number);
  await proveContacts(browser, applicant);
  await fillIn(browser, applicant);
  await openLetter(browser, applicant);
  await place.forgetCalls();
  const cpuBefore = place.cpuMs();
  const judgedSeconds = await seconds(() => showDocument(browser, applicant));
  const recordedSeconds = await seconds(() => record(browser, applicant));
  let outcome = '';
  const decidedSeconds = await seconds(async () => {
    await step(browser, 'POST', '/api/enrolment/submit', {});
    const state = await until('a decision', PATIENCE_MS, async () => {
      const now = await step(browser, 'GET', '/api/enrolment');
      return DECIDED.includes(now.step) ? now : undefined;
    });
    outcome = outcomeOf(state);
  });
  const cpuSeconds = (place.cpuMs() - cpuBefore) / 1000;
  const calls = await place.calls();
  return { kind, judgedSeconds, recordedSeconds, decidedSeconds, cpuSeconds, outcome, calls };
}

const outcomeOf = ({ step, decision }: EnrolmentState): string =>
  [step, ...(decision?.reasons ?? [])].join(' ').trim();

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

function report(
  done: readonly Enrolment[],
  kinds: readonly SpecimenKind[],
  peakMb: number,
  afterMb: number,
): Report {
  const figure = (what: string, of: readonly Enrolment[], value: (each: Enrolment) => number): Figure => ({
    what,
    value: median(of.map(value)),
    unit: 's',
    runs: of.length,
  });
  const whole = (each: Enrolment): number => each.judgedSeconds + each.recordedSeconds + each.decidedSeconds;
  return {
    title: 'Document and face verification',
    notes: [
      'Enrolments over HTTP with specimens photographed by hand and three stills of the same face, one after the other, engines warm.',
      'Judgement: each side is read and its portrait sought when it is uploaded; verification: from the submission to the decision.',
      `Recogniser calls of the last one: ${describeRecognition(done.at(-1)?.calls)}.`,
      `Decisions: ${tally(done.map(({ outcome }) => outcome))}.`,
    ],
    figures: [
      ...kinds.map((kind) =>
        figure(
          `${kind}: whole`,
          done.filter((each) => each.kind === kind),
          whole,
        ),
      ),
      figure('all kinds: judgement of the document', done, (each) => each.judgedSeconds),
      figure('all kinds: judgement of the recording', done, (each) => each.recordedSeconds),
      figure('all kinds: verification', done, (each) => each.decidedSeconds),
      { ...figure('all kinds: CPU', done, (each) => each.cpuSeconds), unit: 'CPU s' },
      { what: 'memory of all processes, peak', value: peakMb, unit: 'MB', runs: done.length },
      { what: 'memory of all processes, afterwards', value: afterMb, unit: 'MB', runs: 1 },
    ],
  };
}

function tally(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${count} × ${word}`).join(', ');
}

/** What the recognisers were asked, by the function that asked; in AWS each of these calls has its price. */
function describeRecognition(calls: Calls | undefined): string {
  return Object.entries(calls?.byFunction ?? {})
    .flatMap(([name, counts]) =>
      Object.entries(counts)
        .filter(([operation]) => /^(textract|rekognition):/.test(operation))
        .map(([operation, count]) => `${name} ${count} ${operation.split(':')[1]}`),
    )
    .join(', ');
}
