/** One row of figures: what it is, why, and what it comes to. */
export function Line(props: {
  readonly label: string;
  readonly amount: string;
  readonly bold?: boolean;
  readonly soft?: string | undefined;
}) {
  return (
    <div className={props.bold ? 'bold' : undefined}>
      <dt>
        {props.label}
        {props.soft && <span className="said">{props.soft}</span>}
      </dt>
      <dd>{props.amount}</dd>
    </div>
  );
}
