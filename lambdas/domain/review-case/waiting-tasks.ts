/** The state machine's task that waits for a decision. */
export interface WaitingTasks {
  /** Wakes the machine; a task that no longer waits (late, or woken before) is not an error: the machine reads the case itself. */
  wake(taskToken: string): Promise<void>;
}
