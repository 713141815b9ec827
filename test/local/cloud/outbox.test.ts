import { appendFileSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openClock } from '../../../local/cloud/clock.ts';
import { outboxPage } from '../../../local/cloud/control/outbox-page.ts';
import { openOutbox } from '../../../local/cloud/outbox.ts';

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'outbox-'));
}

describe('outbox', () => {
  it('A2: keeps messages on disk with their links and the local time', () => {
    const data = folder();
    const clock = openClock(data);
    clock.advance(86_400);
    const path = join(data, 'outbox.jsonl');
    const sent = openOutbox(path, clock).append({
      channel: 'email',
      to: 'anna@example.org',
      subject: 'Confirm',
      text: 'Open http://127.0.0.1:4000/confirm#abc.',
      html: '<a href="http://127.0.0.1:4000/confirm?a=1&amp;b=2">x</a>',
    });
    expect(sent.links).toEqual([
      'http://127.0.0.1:4000/confirm#abc',
      'http://127.0.0.1:4000/confirm?a=1&b=2',
    ]);
    expect(Date.parse(sent.at)).toBeGreaterThan(Date.now() + 86_000_000);
    expect(openOutbox(path, clock).list()).toEqual([sent]);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('X3: a line torn by a crash is dropped and the next message is whole', () => {
    const path = join(folder(), 'outbox.jsonl');
    const clock = openClock(folder());
    const first = openOutbox(path, clock).append({ channel: 'sms', to: '+33600000001', text: 'one' });
    appendFileSync(path, '{"id":"torn","chan');
    const again = openOutbox(path, clock);
    const second = again.append({ channel: 'sms', to: '+33600000001', text: 'two' });
    expect(openOutbox(path, clock).list()).toEqual([first, second]);
  });

  it('X3: clearing stays cleared', () => {
    const path = join(folder(), 'outbox.jsonl');
    const outbox = openOutbox(path, openClock(folder()));
    outbox.append({ channel: 'sms', to: '+33600000001', text: 'x' });
    outbox.clear();
    expect(outbox.list()).toEqual([]);
    expect(openOutbox(path, openClock(folder())).list()).toEqual([]);
  });

  it('X2: the page shows a message as text, whatever is in it', () => {
    const outbox = openOutbox(join(folder(), 'o.jsonl'), openClock(folder()));
    outbox.append({
      channel: 'email',
      to: '"><script>',
      text: '<img src=x onerror=alert(1)> http://x.test/"onmouseover=1',
    });
    const page = outboxPage(outbox.list());
    expect(page).not.toMatch(/<script>|<img/);
    expect(page).not.toMatch(/href="[^"]*"[^>]*onmouseover/);
  });
});

describe('clock', () => {
  it('X3: moves forward only, tells its listeners and survives a restart', () => {
    const data = folder();
    const clock = openClock(data);
    let told = 0;
    const forget = clock.onAdvance(() => {
      told += 1;
    });
    clock.advance(3600);
    forget();
    clock.advance(1);
    expect(told).toBe(1);
    expect(openClock(data).offset[0]).toBe(3_601_000);
    expect(() => clock.advance(-1)).toThrow(/zero or more/);
    expect(() => clock.advance(Number.NaN)).toThrow(/zero or more/);
  });
});
