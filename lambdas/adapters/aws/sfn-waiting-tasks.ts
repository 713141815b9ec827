import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { WaitingTasks } from '../../domain/review-case/waiting-tasks.ts';

const NO_LONGER_WAITING = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

/** The output holds nothing: the machine concludes from the recorded decision, not from what it is told here. */
export function sfnWaitingTasks(): WaitingTasks {
  let client: SFNClient | undefined;
  return {
    async wake(taskToken) {
      client ??= new SFNClient({ maxAttempts: 4 });
      try {
        await client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
      } catch (error) {
        if (!(error instanceof Error && NO_LONGER_WAITING.has(error.name))) throw error;
      }
    },
  };
}
