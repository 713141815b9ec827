import { configDefaults, defineConfig } from 'vitest/config';
import { SMALL_AWS_CLIENT } from './lib/small-aws-client.ts';

/** Whole journeys, recognisers and browsers want the machine for themselves: they run one after another, after the rest. */
const HEAVY = ['test/flows/**/*.test.ts', 'test/local/engines/**/*.test.ts', 'test/web/*.test.ts'];

const IN_PLACE = 'test/adapters/aws/small-client/in-place.test.ts';
/** Stores and keys of the hottest functions, which reach AWS through the small client (docs/adr/0015). */
const OVER_THE_SMALL_CLIENT = [
  'test/adapters/aws/{dynamo,kms}-*.test.ts',
  'test/endpoints/oidc/{token,refresh,introspect,revoke,whole-sign-in}.test.ts',
  IN_PLACE,
];

/** As `lib/bundles.ts` swaps it in; what administers the test's tables keeps the SDK. */
const smallAwsClient = {
  name: 'small-aws-client',
  enforce: 'pre' as const,
  resolveId: (source: string, importer?: string) =>
    importer?.endsWith('/test/support/dynamo.ts') ? undefined : SMALL_AWS_CLIENT[source],
};

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 180_000,
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...HEAVY, IN_PLACE],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        plugins: [smallAwsClient],
        test: {
          name: 'rooms over the small AWS client',
          include: OVER_THE_SMALL_CLIENT,
          // Their functions keep the SDK, whose paginators they use.
          exclude: ['test/adapters/aws/dynamo-revocations.test.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: HEAVY,
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
