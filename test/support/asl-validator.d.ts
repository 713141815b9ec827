declare module 'asl-validator' {
  /** Validates an Amazon States Language definition. */
  export default function validate(definition: object): {
    readonly isValid: boolean;
    readonly errors: readonly unknown[];
  };
}
