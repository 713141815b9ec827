/**
 * `npm run businesses -- import FILE [--stage default]`: enters businesses into the directory of one-stop moving, from a JSON array
 * (docs/moves.md has the members). An entry of the same id is replaced. `--stage laptop` is the Guichet of `npm start`; any other
 * stage is reached with the AWS credentials of whoever administers the deployment.
 */
import { readFileSync } from 'node:fs';
import { enterBusiness } from '../lambdas/adapters/aws/dynamo-businesses.ts';
import type { Business } from '../lambdas/domain/business/business.ts';
import { businessFaults } from '../lambdas/domain/business/business-faults.ts';
import { prefix } from '../lib/names.ts';
import { administer, fail, readArguments } from './deployment.ts';

const USAGE = 'Usage: npm run businesses -- import <file.json> [--stage <stage>]';

const { positionals, values } = readArguments(USAGE, { stage: { type: 'string', default: 'default' } });
const [command, file] = positionals;
if (command !== 'import' || file === undefined) fail(USAGE);

const businesses = entriesOf(file).map((entry) => ({ status: 'active', ...entry }) as Business);
const faults = businesses.flatMap((business) =>
  businessFaults(business, values.stage === 'laptop').map((fault) => `${business.id ?? '(no id)'}: ${fault}`),
);
if (faults.length > 0) fail(faults.join('\n'));
await administer(values.stage, async () => {
  const table = prefix({ name: values.stage }, 'businesses');
  await Promise.all(businesses.map((business) => enterBusiness(table, business)));
  console.log(`Entered: ${businesses.map(({ name }) => name).join(', ')}.`);
});

function entriesOf(path: string): Partial<Business>[] {
  try {
    return [JSON.parse(readFileSync(path, 'utf8'))].flat();
  } catch (error) {
    fail(`${path} cannot be read as JSON: ${error instanceof Error ? error.message : error}`);
  }
}
