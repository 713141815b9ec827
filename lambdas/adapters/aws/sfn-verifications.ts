import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Verifications } from '../../domain/enrolment/verifications.ts';

/** One execution per submission, named by it: Step Functions itself makes starting idempotent. */
export function sfnVerifications(machineArn: string): Verifications {
  let client: SFNClient | undefined;
  return {
    async start({ enrolment, attempt }) {
      client ??= new SFNClient({ maxAttempts: 4 });
      try {
        await client.send(
          new StartExecutionCommand({
            stateMachineArn: machineArn,
            name: `${enrolment}-${attempt}`,
            input: JSON.stringify({ enrolment, attempt }),
          }),
        );
      } catch (error) {
        if (!(error instanceof Error && error.name === 'ExecutionAlreadyExists')) throw error;
      }
    },
  };
}
