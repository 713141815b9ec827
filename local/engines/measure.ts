import { parseArgs } from 'node:util';
import type { Degradation } from '../specimens/degrade.ts';
import { type Holder, SPECIMEN_KINDS, type SpecimenKind } from '../specimens/holder.ts';
import { sampleHolder } from '../specimens/holders.ts';
import { people } from '../specimens/people.ts';
import { renderSpecimen } from '../specimens/specimen.ts';
import { createFaces, type Faces } from './faces/faces.ts';
import { similarity } from './faces/similarity.ts';
import { createReader, type Reader } from './reading/reader.ts';

/** Ways a picture is worse than the drawing; each kind of document is measured under each. */
const DEGRADATIONS: Readonly<Record<string, Degradation>> = {
  clean: {},
  jpeg: { jpeg: 55, margin: 0.05 },
  blur: { blur: 1.2, jpeg: 80 },
  noise: { noise: 18, jpeg: 85 },
  tilted: { rotate: -5, jpeg: 85 },
  perspective: { perspective: 0.8, rotate: 3, jpeg: 85 },
  shadow: { shadow: 0.9, margin: 0.04, jpeg: 85 },
  'shadow and glare': { shadow: 0.8, glare: 0.8, perspective: 0.4, jpeg: 75 },
  'low resolution': { longSide: 1000, jpeg: 80, margin: 0.05 },
  'upside down': { rotate: 180, jpeg: 85 },
  sideways: { rotate: 90, jpeg: 85 },
  phone: { rotate: 2, perspective: 0.5, blur: 0.7, noise: 8, shadow: 0.5, jpeg: 75, margin: 0.12 },
};

/** What reading one picture came to. */
export interface DocumentMeasure {
  readonly kind: SpecimenKind;
  readonly degradation: string;
  readonly linesRight: number;
  readonly lines: number;
  readonly fieldsRight: number;
  readonly fields: number;
  readonly milliseconds: number;
  readonly cpuMilliseconds: number;
}

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .toUpperCase();
const printedOn = (kind: SpecimenKind, holder: Holder): string[] =>
  kind === 'identity-card' || kind === 'residence-permit'
    ? []
    : [holder.surname, holder.documentNumber, holder.birthDate.split('-').reverse().join('')];

async function measureDocument(
  reader: Reader,
  kind: SpecimenKind,
  degradation: string,
  seed: number,
  portrait: Buffer,
) {
  const holder = sampleHolder(kind, seed);
  const degrade = DEGRADATIONS[degradation] ?? {};
  const { front, back, mrz } = await renderSpecimen({ kind, holder, portrait, seed, degrade });
  const side = printedOn(kind, holder).length === 0 ? (back ?? front) : front;
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const read = (await reader.read(side)).lines.map((line) => line.text);
  const spent = process.cpuUsage(cpu);
  const texts = read.map(folded);
  const fields = printedOn(kind, holder).map(folded);
  return {
    kind,
    degradation,
    linesRight: mrz.filter((line) => read.includes(line)).length,
    lines: mrz.length,
    fieldsRight: fields.filter((field) => texts.some((text) => text.includes(field))).length,
    fields: fields.length,
    milliseconds: performance.now() - started,
    cpuMilliseconds: (spent.user + spent.system) / 1000,
  } satisfies DocumentMeasure;
}

/** Reads every kind of document under every degradation, `rounds` times with other holders. */
export async function measureReading(
  reader: Reader,
  rounds: number,
  seed: number,
): Promise<DocumentMeasure[]> {
  const portrait = (await people('')[0]?.portraits())?.[0];
  if (!portrait) throw new Error('There is no portrait to draw documents with.');
  await reader.warm();
  const measures: DocumentMeasure[] = [];
  for (let round = 0, next = seed; round < rounds; round++) {
    for (const kind of SPECIMEN_KINDS) {
      for (const degradation of Object.keys(DEGRADATIONS)) {
        measures.push(await measureDocument(reader, kind, degradation, next++, portrait));
      }
    }
  }
  return measures;
}

/** Similarities of pairs of one person and of two, and how long a picture took. */
export interface FaceMeasure {
  readonly genuine: readonly number[];
  readonly impostor: readonly number[];
  /** Portrait printed on a photographed document against other pictures of its holder. */
  readonly printed: readonly number[];
  readonly milliseconds: readonly number[];
}

/** Compares all pictures of all people; `folder` as in `GUICHET_FACES`. */
export async function measureFaces(faces: Faces, folder?: string): Promise<FaceMeasure> {
  await faces.warm();
  const milliseconds: number[] = [];
  const describe = async (picture: Buffer) => {
    const started = performance.now();
    const [face] = await faces.find(picture);
    milliseconds.push(performance.now() - started);
    return face?.descriptor;
  };
  const seen: { id: string; descriptor: readonly number[]; printed: boolean }[] = [];
  for (const [at, { id, scenes, portraits }] of people(folder).entries()) {
    for (const scene of await scenes()) {
      const descriptor = await describe(scene);
      if (descriptor) seen.push({ id, descriptor, printed: false });
    }
    const [portrait] = await portraits();
    const order = { kind: 'passport', holder: sampleHolder('passport', at), portrait, seed: at } as const;
    const { front } = await renderSpecimen({ ...order, degrade: DEGRADATIONS['phone'] ?? {} });
    const descriptor = await describe(front);
    if (descriptor) seen.push({ id, descriptor, printed: true });
  }
  const pairs = seen.flatMap((a, at) =>
    seen.slice(at + 1).map((b) => ({ a, b, value: similarity(a.descriptor, b.descriptor) })),
  );
  const values = (keep: (pair: (typeof pairs)[number]) => boolean) =>
    pairs.filter(keep).map(({ value }) => value);
  return {
    genuine: values(({ a, b }) => a.id === b.id && !a.printed && !b.printed),
    impostor: values(({ a, b }) => a.id !== b.id),
    printed: values(({ a, b }) => a.id === b.id && a.printed !== b.printed),
    milliseconds,
  };
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[values.length >> 1] ?? Number.NaN;
const percent = (part: number, whole: number): string =>
  whole ? `${((100 * part) / whole).toFixed(1)} %` : '–';
const total = (
  measures: readonly DocumentMeasure[],
  key: 'linesRight' | 'lines' | 'fieldsRight' | 'fields',
): number => measures.reduce((sum, measure) => sum + measure[key], 0);

function readingRow(name: string, measures: readonly DocumentMeasure[]) {
  const whole = measures.filter((measure) => measure.linesRight === measure.lines).length;
  return {
    pictures: name,
    count: measures.length,
    'zones whole': percent(whole, measures.length),
    'zone lines': percent(total(measures, 'linesRight'), total(measures, 'lines')),
    'printed fields': percent(total(measures, 'fieldsRight'), total(measures, 'fields')),
    'median ms': Math.round(median(measures.map((measure) => measure.milliseconds))),
    'median CPU ms': Math.round(median(measures.map((measure) => measure.cpuMilliseconds))),
  };
}

/** Rows per kind, per degradation and over all, for `console.table`. */
export function readingTable(measures: readonly DocumentMeasure[]) {
  const by = (key: 'kind' | 'degradation') =>
    [...new Set(measures.map((measure) => measure[key]))].map((name) =>
      readingRow(
        name,
        measures.filter((measure) => measure[key] === name),
      ),
    );
  return [...by('kind'), ...by('degradation'), readingRow('all', measures)];
}

/** Rows of similarities: how they lie, and how many fall on the wrong side of 80. */
export function facesTable({ genuine, impostor, printed, milliseconds }: FaceMeasure) {
  const row = (pairs: string, values: readonly number[], wrong: (value: number) => boolean) => ({
    pairs,
    count: values.length,
    least: sorted(values)[0]?.toFixed(1),
    median: median(values).toFixed(1),
    greatest: sorted(values).at(-1)?.toFixed(1),
    'wrong at 80': percent(values.filter(wrong).length, values.length),
    'median ms a picture': Math.round(median(milliseconds)),
  });
  return [
    row('same person', genuine, (value) => value < 80),
    row('document against person', printed, (value) => value < 80),
    row('two persons', impostor, (value) => value >= 80),
  ];
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { rounds: { type: 'string' }, seed: { type: 'string' } } });
  const [reader, faces] = [createReader(), createFaces()];
  console.table(
    readingTable(await measureReading(reader, Number(values.rounds ?? 1), Number(values.seed ?? 1000))),
  );
  await reader.close();
  console.table(facesTable(await measureFaces(faces, process.env['GUICHET_FACES'])));
  await faces.close();
  console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
}
