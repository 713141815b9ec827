/**
 * Runs before `npm start` and `npm test`: installs the dependencies when they are missing or package-lock.json has changed,
 * and makes sure that Node 24 stands first for the npm scripts. Plain JavaScript without dependencies: any Node ≥ 20 reads it.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const MODULES = join(ROOT, 'node_modules');
const INSTALLED = join(MODULES, '.package-lock.json');
const NODE = join(MODULES, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const WINDOWS = process.platform === 'win32';
const WANTED_MAJOR = 24;
const QUIET = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];

const say = (line) => console.log(`set-up: ${line}`);

if (majorOf(process.versions.node) < 20) {
  stop(
    `this is Node ${process.versions.node}; any Node from 20 on will do, it then fetches Node ${WANTED_MAJOR} by itself.`,
  );
}
if (!isInstalled()) await install();
requireNode();

/** npm writes what it installed into node_modules as its last act; packages of other platforms are missing there. */
function isInstalled() {
  if (!existsSync(INSTALLED) || !existsSync(NODE)) return false;
  const installed = packagesOf(INSTALLED);
  return Object.entries(packagesOf(join(ROOT, 'package-lock.json'))).every(
    ([path, { version, optional }]) =>
      path === '' || installed[path]?.version === version || (optional && !installed[path]),
  );
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

async function install() {
  const reason = existsSync(MODULES) ? 'package-lock.json has changed' : 'first run';
  say(`installing the dependencies (${reason}; a minute or two) …`);
  const started = Date.now();
  if (!(await npm(['ci', ...QUIET]))) {
    say('"npm ci" failed, perhaps for want of a package of this platform; trying "npm install" …');
    if (!(await npm(['install', '--no-save', ...QUIET])))
      stop('"npm install" failed as well; its messages are above.');
  }
  if (!answers(NODE)) await fetchNode();
  say(`installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** Runs npm with a sign of life every ten seconds; resolves to whether it succeeded. */
function npm(args) {
  const cli = process.env.npm_execpath;
  const [command, first] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  return run(command, [...first, ...args], ROOT);
}

/** The package `node` brings its binary by an install script; where npm was told not to run any, it is run here. */
async function fetchNode() {
  const folder = join(MODULES, 'node');
  if (!existsSync(folder)) return;
  say(`fetching Node ${WANTED_MAJOR} …`);
  await run(process.execPath, ['installArchSpecificPackage.js'], folder);
}

function run(command, args, cwd) {
  return new Promise((resolve) => {
    const started = Date.now();
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', 'inherit', 'inherit'],
      // npm is a script there; a program itself needs no shell, which would stumble over the space in "Program Files".
      shell: WINDOWS && command === 'npm',
    });
    const pulse = setInterval(() => say(`… ${Math.round((Date.now() - started) / 1000)} s`), 10_000);
    const end = (succeeded) => {
      clearInterval(pulse);
      resolve(succeeded);
    };
    child.once('error', () => end(false));
    child.once('exit', (code) => end(code === 0));
  });
}

function requireNode() {
  const version = answers(NODE) ?? process.versions.node;
  if (majorOf(version) >= WANTED_MAJOR) return;
  stop(
    `Node ${WANTED_MAJOR} is needed and could not be installed from npm on ${process.platform}-${process.arch} ` +
      `(this is Node ${version}). Install Node ${WANTED_MAJOR} yourself and run the command again.`,
  );
}

/** The version a Node binary gives, without "v"; undefined when it does not start. */
function answers(binary) {
  try {
    const command = WINDOWS ? `"${binary}"` : binary; // the shell that a .cmd needs splits at spaces
    return execFileSync(command, ['--version'], { encoding: 'utf8', shell: WINDOWS }).trim().slice(1);
  } catch {
    return undefined;
  }
}

function majorOf(version) {
  return Number(version.split('.')[0]);
}

function stop(sentence) {
  console.error(`set-up: ${sentence}`);
  process.exit(1);
}
