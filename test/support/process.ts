/** Waits until a started server answers at its address; a process that ended first is an error with its last words. */
export async function answering(
  origin: string,
  child: { readonly exitCode: number | null },
  lastWords: () => string = () => '',
  seconds = 30,
): Promise<void> {
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`The server ended: ${lastWords()}`);
    const up = await fetch(origin, { redirect: 'manual' }).then(
      () => true,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The server does not answer: ${lastWords()}`);
}
