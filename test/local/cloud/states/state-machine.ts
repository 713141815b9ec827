import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { stepFunctions } from '../../../../local/cloud/states/step-functions.ts';
import { openSmallCloud, type SmallCloud, type SmallCloudSettings } from '../small-cloud.ts';

export interface Bench {
  readonly cloud: SmallCloud;
  readonly sfn: SFNClient;
  readonly machineArn: string;
  start(input?: unknown, name?: string): Promise<string>;
  /** Waits for the end and answers DescribeExecution with its output parsed. */
  ended(arn: string): Promise<{ status?: string; output: unknown; error?: string; cause?: string }>;
  close(): Promise<void>;
}

/** One machine called `Machine` in a small cloud, spoken to with the SDK's client. */
export async function openBench(
  definition: Record<string, unknown>,
  settings: Partial<SmallCloudSettings> & { type?: 'EXPRESS' } = {},
): Promise<Bench> {
  const { type, ...rest } = settings;
  const Properties = {
    DefinitionString: JSON.stringify({ QueryLanguage: 'JSONata', ...definition }),
    RoleArn: 'arn:aws:iam::000000000000:role/machine',
    StateMachineName: 'Machine',
    ...(type === undefined ? {} : { StateMachineType: type }),
  };
  const cloud = await openSmallCloud({
    ...rest,
    services: [stepFunctions, ...(rest.services ?? [])],
    resources: { Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties }, ...rest.resources },
  });
  const sfn = new SFNClient({ ...cloud.client, disableHostPrefix: true });
  const machineArn = cloud.parts.template.resources('AWS::StepFunctions::StateMachine')[0]?.arn ?? '';
  return {
    cloud,
    sfn,
    machineArn,
    async start(input = {}, name) {
      const command = { stateMachineArn: machineArn, input: JSON.stringify(input) };
      const started = await sfn.send(
        new StartExecutionCommand(name === undefined ? command : { ...command, name }),
      );
      return started.executionArn ?? '';
    },
    async ended(executionArn) {
      for (;;) {
        const { status, output, error, cause } = await sfn.send(
          new DescribeExecutionCommand({ executionArn }),
        );
        if (status !== 'RUNNING') {
          const parsed: unknown = output === undefined ? undefined : JSON.parse(output);
          return {
            output: parsed,
            ...(status && { status }),
            ...(error && { error }),
            ...(cause && { cause }),
          };
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    async close() {
      sfn.destroy();
      await cloud.close();
    },
  };
}
