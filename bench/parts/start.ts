import { startGuichet } from '../../test/support/guichet.ts';
import { type Figure, median, type Report } from '../figures.ts';

const READY_GOAL_SECONDS = 15;

/** `node local/start.ts` on an installed tree, until it says that it is ready: without any state, and again over its state. */
export async function measureStart(options: { readonly quick: boolean }): Promise<Report> {
  const runs = options.quick ? 1 : 3;
  const [cold, warm]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    let began = performance.now();
    const guichet = await startGuichet();
    cold.push((performance.now() - began) / 1000);
    try {
      await guichet.kill();
      began = performance.now();
      await guichet.restart();
      warm.push((performance.now() - began) / 1000);
    } finally {
      await guichet.stop();
    }
  }
  const figure = (what: string, seconds: readonly number[]): Figure => ({
    what,
    value: median(seconds),
    unit: 's',
    runs,
    goal: { most: READY_GOAL_SECONDS, of: 'value' },
  });
  return {
    title: 'Start',
    notes: [
      'From `npm start` on an installed tree until the service is ready: functions and web app bundled, stacks synthesised, cloud',
      'started, reviewers and the demo registered. Warm: the same after a kill -9, over the state that is there.',
    ],
    figures: [figure('cold (as with --fresh)', cold), figure('warm', warm)],
  };
}
