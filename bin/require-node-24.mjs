// Plain JavaScript on purpose: an older Node must be able to read this sentence before it meets TypeScript.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Guichet is built with Node 24; this is Node ${process.versions.node}. ` +
      'Run it through npm ("npm run synth", "npx cdk deploy"), which uses the Node 24 that "npm ci" installs.',
  );
  process.exit(1);
}
