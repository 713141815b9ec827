/**
 * A laptop cloud to be killed: runs one machine and says on stdout what its function is asked.
 * Arguments: data folder, definition (JSON), payloads to leave unanswered (JSON array).
 */
import { openBench } from './state-machine.ts';

const [data = '', definition = '{}', unanswered = '[]'] = process.argv.slice(2);
const silent = (JSON.parse(unanswered) as unknown[]).map((payload) => JSON.stringify(payload));

const bench = await openBench(JSON.parse(definition), {
  data,
  invoke: (_name, payload) => {
    console.log(JSON.stringify(payload));
    return silent.includes(JSON.stringify(payload)) ? new Promise(() => {}) : { payload };
  },
});
await bench.start({ id: 7 }, 'crashing');
setInterval(() => {}, 1000);
