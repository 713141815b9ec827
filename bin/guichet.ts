import { guichetApp } from '../lib/app.ts';
import { buildAll } from '../lib/bundles.ts';
import { askedStage } from '../lib/stage-choice.ts';

const stage = askedStage();
guichetApp({ stage, build: await buildAll() }).synth();
