type Work<Input> = (input: Input) => object;

/** What the SDK's clients look like to those who call them: a command carries its input, and here its work too. */
export class MemoryClient {
  async send<Input>({ run, input }: { readonly run: Work<Input>; readonly input: Input }): Promise<object> {
    return run(input);
  }
}

export const command = <Input>(run: Work<Input>) =>
  class {
    readonly run = run;
    readonly input: Input;
    constructor(input: Input) {
      this.input = input;
    }
  };
