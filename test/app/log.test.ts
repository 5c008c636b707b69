import { describe, expect, it } from 'vitest';
import { createLog, hashed, type LogLevel, safeError } from '../../src/app/log.ts';

const canary = '秘密の顧客名簿-canary';

const written = (level: LogLevel = 'trace') => {
  const lines: string[] = [];
  return { lines, log: createLog(level, { write: (line: string) => void lines.push(line) }) };
};

describe('promise 18: the log', () => {
  it('writes one JSON line an event', () => {
    const { log, lines } = written();
    log.warn('delivery.parked', { lane: 'card', attempts: 3 });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      event: 'delivery.parked',
      lane: 'card',
      attempts: 3,
    });
  });

  it('never shows the message of an error: databases and SDKs quote what people typed', () => {
    const { log, lines } = written();
    const cause = Object.assign(new Error(`insert into cases values ('${canary}')`), { code: 'SQLITE_FULL' });
    log.error('commit.failed', {}, new Error(`Failed query: ${canary}`, { cause }));
    expect(lines.join('')).not.toContain('canary');
    expect(JSON.parse(lines[0] ?? '').error).toMatchObject({ type: 'Error', cause: { code: 'SQLITE_FULL' } });
  });

  it('shows where an error came from, also when its message has several lines', () => {
    const safe = safeError(new TypeError(`${canary}\n    at ${canary}\nsecond line`));
    expect(safe.type).toBe('TypeError');
    expect(safe.at.some((line) => line.includes('log.test.ts'))).toBe(true);
    expect(JSON.stringify(safe)).not.toContain('canary');
  });

  it('says only the type of what is thrown without being an error', () => {
    expect(safeError(canary)).toEqual({ type: 'string', at: [] });
  });

  it('lets no control character, direction mark or token through', () => {
    const { log, lines } = written();
    log.info('x', { why: 'a\nb\u001b[31m\u202ec\u2028 xoxb-1-2-invented xapp-1-invented' });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '').why).toBe('a\ufffdb\ufffd[31m\ufffdc\ufffd [token] [token]');
  });

  it("shows a person's id as a hash that stays the same through one run", () => {
    expect(hashed('S012')).toBe(hashed('S012'));
    expect(hashed('S012')).not.toContain('S012');
    expect(hashed('S012')).not.toBe(hashed('S013'));
  });

  it('keeps quiet below its level', () => {
    const { log, lines } = written('warn');
    log.info('x');
    log.debug('y');
    expect(lines).toEqual([]);
  });
});
