import { type Random, seededRandom } from './random.ts';

const RATE = 48_000;

/** A sound: resonances of the mouth in hertz, whether the voice sounds, how much breath, and its length. */
interface Sound {
  readonly formants: readonly [number, number, number];
  readonly voice: number;
  readonly breath: number;
  readonly milliseconds: number;
}

const vowel = (first: number, second: number, third: number, milliseconds = 170): Sound => ({
  formants: [first, second, third],
  voice: 1,
  breath: 0.02,
  milliseconds,
});
const hiss = (centre: number, milliseconds = 110): Sound => ({
  formants: [centre, centre + 1200, centre + 2400],
  voice: 0,
  breath: 0.5,
  milliseconds,
});
const stop = (milliseconds = 60): Sound => ({
  formants: [400, 1600, 2600],
  voice: 0,
  breath: 0,
  milliseconds,
});
const burst = (centre: number): Sound => ({
  formants: [centre, centre + 900, centre + 2000],
  voice: 0,
  breath: 0.35,
  milliseconds: 25,
});
const hum = (first: number, second: number): Sound => ({
  formants: [first, second, 2400],
  voice: 0.6,
  breath: 0.05,
  milliseconds: 80,
});

const R = hum(450, 1100);
const S = hiss(4800);
/** French digits as sequences of sounds; roughly spoken, enough for voice activity to be found. */
const DIGITS: readonly (readonly Sound[])[] = [
  [{ ...S, voice: 0.4 }, vowel(390, 2100, 2800), R, vowel(420, 850, 2500, 220)],
  [vowel(600, 1300, 2400, 260)],
  [stop(), burst(1800), vowel(380, 1450, 2300, 260)],
  [stop(), burst(3000), R, hum(350, 750), vowel(700, 1250, 2500, 240)],
  [stop(), burst(1500), vowel(720, 1350, 2500, 200), stop(), burst(3000), R],
  [S, vowel(620, 1700, 2500, 220), stop(), burst(1500)],
  [S, vowel(290, 2250, 3000, 190), S],
  [S, vowel(560, 1850, 2600, 200), stop(), burst(3200)],
  [hum(300, 1900), vowel(290, 2200, 3000, 190), stop(), burst(3200)],
  [hum(300, 1300), vowel(540, 1450, 2400, 220), hiss(3600, 130)],
];

/** Two-pole resonator, as a function of one sample. */
function resonator(hertz: number, bandwidth: number): (sample: number) => number {
  const radius = Math.exp((-Math.PI * bandwidth) / RATE);
  const turn = 2 * radius * Math.cos((2 * Math.PI * hertz) / RATE);
  let [one, two] = [0, 0];
  return (sample) => {
    const value = (1 - radius) * sample + turn * one - radius * radius * two;
    [two, one] = [one, value];
    return value;
  };
}

/** One sound: glottal pulses and breath through three resonators, faded at both ends. */
function utter(sound: Sound, pitch: number, random: Random): Float64Array {
  const length = Math.round((sound.milliseconds / 1000) * RATE);
  const filters = sound.formants.map((hertz, at) => resonator(hertz, 80 + at * 50));
  const samples = new Float64Array(length);
  let phase = 0;
  for (let at = 0; at < length; at++) {
    phase += (pitch * (1 - (0.12 * at) / length) * (1 + 0.02 * (random() - 0.5))) / RATE;
    if (phase >= 1) phase -= 1;
    const source =
      sound.voice * (phase < 0.6 ? Math.sin((Math.PI * phase) / 0.6) - 0.6 : -0.3) +
      sound.breath * (random() * 2 - 1);
    const fade = Math.min(1, at / 480, (length - at) / 480);
    samples[at] = fade * filters.reduce((sum, filter, i) => sum + filter(source) / (1 + i * 0.6), 0);
  }
  return samples;
}

function wave(samples: Float64Array): Buffer {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1e-9);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length * 2, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length * 2, 40);
  const body = Buffer.alloc(samples.length * 2);
  for (const [at, sample] of samples.entries())
    body.writeInt16LE(Math.round((sample / peak) * 22_000), at * 2);
  return Buffer.concat([header, body]);
}

/**
 * WAV (PCM, 48 kHz, mono) of digits spoken one after the other by a synthetic voice, for Chromium's
 * `--use-file-for-fake-audio-capture`. The same digits and seed give the same bytes.
 */
export function speakDigits(digits: string, seed = 1): Buffer {
  if (!/^\d+$/.test(digits)) throw new Error(`“${digits}” is not a row of digits.`);
  const random = seededRandom(seed);
  const pause = (seconds: number) => new Float64Array(Math.round(seconds * RATE));
  const parts: Float64Array[] = [pause(0.6)];
  for (const digit of digits) {
    const pitch = 112 + random() * 18;
    for (const sound of DIGITS[Number(digit)] ?? []) parts.push(utter(sound, pitch, random));
    parts.push(pause(0.45));
  }
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return wave(whole);
}
