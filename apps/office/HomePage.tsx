import { useContext } from 'react';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { Icon } from '#kernel/office/Icon.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { MyPages } from '#kernel/office/myPages.ts';
import { PageHead, Section } from '#kernel/office/PageHead.tsx';
import { Panels } from '#kernel/office/Panels.tsx';
import { navGroups } from '#kernel/office/page.ts';
import { usePresent } from '#kernel/office/session.tsx';
import { WaitingForYou } from './WaitingForYou.tsx';

/** Where everybody arrives: the figures that are hers to see, what waits for somebody, and the way to everything else. */
export function HomePage() {
  const say = useSay();
  const { session, may } = usePresent();
  const mine = useContext(MyPages);
  const [first = ''] = session.staff.names.split(' ');
  return (
    <>
      <PageHead title={say('home.hello', { name: first })} about={session.programme.name} />
      <Panels on="home" id={session.programme.id} />
      {may.ask('ledger.state') && (
        <Section title={say('home.waiting')} flush>
          <WaitingForYou />
        </Section>
      )}
      <Section title={say('home.where')} flush>
        <div className="cards">
          {navGroups.map((group) => {
            const own = mine.filter((page) => page.nav === group);
            if (own.length === 0) return null;
            return (
              <div key={group} className="figure home-group">
                <h3>
                  <Icon name={group} /> {say(`nav.${group}`)}
                </h3>
                <ul>
                  {own.map((page) => (
                    <li key={page.path}>
                      <GoTo to={page.path} className="text-link">
                        {say(page.title)}
                      </GoTo>
                    </li>
                  ))}
                </ul>
              </div>
            );
          })}
        </div>
      </Section>
    </>
  );
}
