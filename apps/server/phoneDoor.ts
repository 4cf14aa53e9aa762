import { randomFillSync } from 'node:crypto';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { House } from '#kernel/server/http.ts';
import { isLifted } from '#kernel/server/revocations.ts';
import type { Seated } from '#kernel/server/sessions.ts';
import { answerBarred, answerRenewed, type BarringHouse } from '#kernel/sync/barring.ts';
import type { Desk } from '#kernel/sync/desk.ts';
import type { SyncRequest } from '#kernel/sync/protocol.ts';

/** One contact of a phone, with the session that it came by. */
export interface Calling {
  readonly token: string;
  readonly who: Seated;
  readonly asked: SyncRequest;
}

/** Stands before the protocol: whose phone it is, whether it was given up, and whether its store was emptied. */
export function phoneDoor(house: House, desk: Desk, minApp: string) {
  const barring: BarringHouse = {
    desk,
    setAside: (who, facts, aside) => house.ledger.record(who.programme, facts, { staff: who.staff, aside }),
    asideBefore: async (who, ids) => {
      const { rows } = await house.ledger.pool.query(
        `select distinct on (id) id, flags from ledger_quarantine where programme = $1 and id = any ($2::uuid[])
           and code in ('device.revoked', 'device.wiped')`,
        [who.programme, ids],
      );
      return rows.map(({ id, flags }) => ({ id, outcome: 'quarantined', number: null, flags, visibleAt: null }));
    },
    wiped: async (who, device) => {
      await house.ledger.pool.query(
        'update sync_device set wiped_ms = coalesce(wiped_ms, $3) where programme = $1 and device = $2',
        [who.programme, device, Date.now()],
      );
    },
    minApp,
    now: Date.now,
    random: (bytes) => randomFillSync(bytes),
  };
  return async ({ token, who, asked }: Calling, usual: () => Promise<string>): Promise<string> => {
    // Facts under another person's session would be taken for forged; her own session is on this phone, or she signs in.
    if (asked.author !== undefined && asked.author !== who.staff) throw new Refused([refuse('access.sign-in')], 401);
    const revoked = await house.revocations.of(who.programme, asked.device);
    if (revoked && !isLifted(revoked, who.session)) return answerBarred(barring, who, asked, revoked.wipe);
    if (revoked) {
      const renewed = await answerRenewed(barring, who, asked);
      await isOn(house, { token, who, asked: { ...asked, device: renewed.device } }, false);
      return renewed.text;
    }
    const answer = await usual();
    if (who.session.device !== asked.device) await isOn(house, { token, who, asked }, true);
    return answer;
  };
}

/**
 * Notes on which phone a session is. One that comes back with another device had its store emptied: what had not been
 * sent by then is lost, and the office is told how many records that may be.
 */
async function isOn(house: House, { token, who, asked }: Calling, emptied: boolean): Promise<void> {
  await house.ledger.pool.query(
    `update sync_device d set enrolled_by = coalesce(d.enrolled_by, $3),
       after_device = case when $5 and d.forked_from is null and o.device <> d.device then o.device else d.after_device end,
       lost = case when $5 and d.forked_from is null and o.device <> d.device then o.waiting else d.lost end
     from (select 1) x left join sync_device o on o.programme = $1 and o.device = $4
     where d.programme = $1 and d.device = $2`,
    [who.programme, asked.device, who.session.enrolledBy, who.session.device, emptied],
  );
  await house.sessions.isOn(token, asked.device);
}
