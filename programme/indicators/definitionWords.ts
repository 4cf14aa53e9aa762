import { words } from '#kernel/pure/words.ts';

/** What each indicator is called, and in one paragraph how it is counted. */
export const definitionWords = words({
  es: {
    'indicators.producers_reached': 'Productores alcanzados',
    'indicators.producers_reached.how':
      'Personas distintas que en el período recibieron una visita, asistieron con nombre a una sesión, recibieron plantones o equipos, o vendieron cacao en un centro certificado. Cada persona cuenta una vez, aunque tenga dos registros fusionados.',
    'indicators.households_reached': 'Hogares alcanzados',
    'indicators.households_reached.how':
      'Hogares de los productores alcanzados. Quien no tiene hogar registrado cuenta como uno. No se suma a las personas.',
    'indicators.producers_trained': 'Productores capacitados',
    'indicators.producers_trained.how':
      'Personas con las sesiones y minutos acordados en un año del programa, por hojas de asistencia firmadas. Los años no se suman: el total del programa es la suma de las personas nuevas de cada año.',
    'indicators.producers_trained_new': 'Productores capacitados por primera vez',
    'indicators.producers_trained_new.how':
      'De los capacitados del año, quienes no lo fueron en ningún año anterior. Su suma es el total del programa.',
    'indicators.sessions_held': 'Sesiones realizadas',
    'indicators.sessions_held.how':
      'Sesiones de técnicos y réplicas de promotores con hoja de asistencia, sin las anuladas.',
    'indicators.neighbours_indirect': 'Vecinos sin nombre (indirectos)',
    'indicators.neighbours_indirect.how':
      'Asistentes que nadie identificó. Es una estimación aparte y nunca se suma a las personas; quien asistió tres veces está tres veces.',
    'indicators.promoters_active': 'Promotores activos',
    'indicators.promoters_active.how':
      'Promotores comprometidos que siguen al final del período y que en él hicieron al menos las réplicas o visitas de consejo acordadas.',
    'indicators.producers_applying': 'Productores que aplican mejores prácticas',
    'indicators.producers_applying.how':
      'Personas en cuya parcela una visita fechada encontró al menos una práctica en la mayoría de los árboles (nota 2 o 3). Capacitarse no es aplicar.',
    'indicators.nursery_count': 'Viveros',
    'indicators.nursery_count.how': 'Viveros construidos hasta el final del período.',
    'indicators.nursery_capacity_plants': 'Capacidad de los viveros por año',
    'indicators.nursery_capacity_plants.how':
      'Plantones por año que los viveros pueden producir al final del período, según la última capacidad declarada de cada uno.',
    'indicators.seedlings_produced': 'Plantones producidos',
    'indicators.seedlings_produced.how': 'Plantones injertados declarados listos para el campo, después de las bajas.',
    'indicators.seedlings_sold': 'Plantones vendidos',
    'indicators.seedlings_sold.how':
      'Plantones entregados a productores, al contado o a crédito, sin las ventas anuladas.',
    'indicators.fund_capital': 'Capital del fondo rotatorio',
    'indicators.fund_capital.how':
      'Según el libro: aportes recibidos más ventas, menos costo de lo vendido y pérdidas, hasta el final del período.',
    'indicators.fund_financed_seedlings': 'Plantones financiados por el fondo',
    'indicators.fund_financed_seedlings.how': 'Plantones listos de los lotes de vivero que el fondo pagó.',
    'indicators.drying_kits_financed': 'Kits de secado financiados',
    'indicators.drying_kits_financed.how': 'Kits de secado que el fondo entregó a crédito, con acta.',
    'indicators.financing_value': 'Financiamiento entregado',
    'indicators.financing_value.how': 'Valor de los plantones y equipos entregados a crédito, en soles.',
    'indicators.sales_value': 'Ventas de cacao de los participantes',
    'indicators.sales_value.how':
      'Lo pagado por recibo en los centros del programa más lo que cada productor declara haber vendido a otros, desde el día en que participa. Los soles son la verdad; los dólares se convierten con el tipo de cambio de cada mes.',
    'indicators.cocoa_bought_kg': 'Cacao comprado en centros certificados',
    'indicators.cocoa_bought_kg.how':
      'Peso neto de los recibos de centros con certificación, en kilos de cacao seco; el cacao en baba cuenta 0,38.',
    'indicators.traceable_share': 'Cacao con parcela y lote conocidos',
    'indicators.traceable_share.how':
      'De los kilos comprados, los que están en un lote y vienen de una parcela con lindero medido y sin bloqueo. Suma entre suma.',
    'indicators.yield_kg_ha': 'Rendimiento',
    'indicators.yield_kg_ha.how':
      'Kilos secos de la última cosecha declarada entre las hectáreas en producción de las mismas personas. Suma entre suma, nunca el promedio de las fincas.',
    'indicators.producers_production_up': 'Productores que cosechan más que en su línea base',
    'indicators.producers_production_up.how':
      'Personas cuya última cosecha declarada de doce meses supera la de su propia línea base.',
    'indicators.producers_income_up': 'Productores con más ingreso que en su línea base',
    'indicators.producers_income_up.how':
      'Personas cuyo ingreso por cacao en los últimos doce meses declarados (recibos de los centros más lo que declara haber vendido a otros) supera el de su propia línea base, en soles corrientes.',
    'indicators.women_share': 'Mujeres entre quienes usan los servicios',
    'indicators.women_share.how':
      'Mujeres entre las personas de sexo conocido que usaron asistencia técnica, financiamiento o equipos.',
    'indicators.women_share.assistance': 'Mujeres en asistencia técnica',
    'indicators.women_share.assistance.how': 'Mujeres entre las personas de sexo conocido visitadas o capacitadas.',
    'indicators.women_share.financing': 'Mujeres en financiamiento',
    'indicators.women_share.financing.how':
      'Mujeres entre las personas de sexo conocido con crédito en plantones o bienes.',
    'indicators.women_share.equipment': 'Mujeres en equipos',
    'indicators.women_share.equipment.how':
      'Mujeres entre las personas de sexo conocido que recibieron kits de secado o herramientas.',
  },
  en: {
    'indicators.producers_reached': 'Producers reached',
    'indicators.producers_reached.how':
      'Different people who in the period were visited, attended a session by name, received seedlings or equipment, or sold cocoa at a certified centre. Each person counts once, even when two records of hers were merged.',
    'indicators.households_reached': 'Households reached',
    'indicators.households_reached.how':
      'Households of the producers reached. Somebody without a registered household counts as one. Never added to people.',
    'indicators.producers_trained': 'Producers trained',
    'indicators.producers_trained.how':
      'People with the agreed sessions and minutes in a programme year, by signed attendance sheets. Years do not add up: the total of the programme is the sum of each year’s new people.',
    'indicators.producers_trained_new': 'Producers trained for the first time',
    'indicators.producers_trained_new.how':
      'Of those trained in the year, the ones not trained in any earlier year. Their sum is the total of the programme.',
    'indicators.sessions_held': 'Sessions held',
    'indicators.sessions_held.how':
      'Sessions by technicians and replicas by promoters with a sheet, without voided ones.',
    'indicators.neighbours_indirect': 'Unnamed neighbours (indirect)',
    'indicators.neighbours_indirect.how':
      'Attendees nobody identified. An estimate of its own, never added to people; who came three times is there three times.',
    'indicators.promoters_active': 'Active promoters',
    'indicators.promoters_active.how':
      'Committed promoters who are still there at the end of the period and held at least the agreed replicas or advice visits in it.',
    'indicators.producers_applying': 'Producers applying improved practices',
    'indicators.producers_applying.how':
      'People on whose plot a dated visit found at least one practice on most of the trees (score 2 or 3). Trained is not applying.',
    'indicators.nursery_count': 'Nurseries',
    'indicators.nursery_count.how': 'Nurseries built by the end of the period.',
    'indicators.nursery_capacity_plants': 'Nursery capacity per year',
    'indicators.nursery_capacity_plants.how':
      'Seedlings a year that the nurseries can raise at the end of the period, by the last stated capacity of each.',
    'indicators.seedlings_produced': 'Seedlings produced',
    'indicators.seedlings_produced.how': 'Grafted seedlings declared ready for the field, after losses.',
    'indicators.seedlings_sold': 'Seedlings sold',
    'indicators.seedlings_sold.how': 'Seedlings handed to producers, for cash or on credit, without voided sales.',
    'indicators.fund_capital': 'Capital of the revolving fund',
    'indicators.fund_capital.how':
      'By the book: contributions plus sales, less cost of what was sold and losses, up to the end of the period.',
    'indicators.fund_financed_seedlings': 'Seedlings financed by the fund',
    'indicators.fund_financed_seedlings.how': 'Ready seedlings of the batches that the fund paid for.',
    'indicators.drying_kits_financed': 'Drying kits financed',
    'indicators.drying_kits_financed.how': 'Drying kits that the fund handed over on credit, with a signed act.',
    'indicators.financing_value': 'Financing handed over',
    'indicators.financing_value.how': 'Value of the seedlings and goods handed over on credit, in soles.',
    'indicators.sales_value': 'Cocoa sales of participants',
    'indicators.sales_value.how':
      'What was paid by receipt in the centres of the programme, and what each producer declares as sold to others, from the day she takes part. Soles are the truth; dollars are converted at the rate of each month.',
    'indicators.cocoa_bought_kg': 'Cocoa bought in certified centres',
    'indicators.cocoa_bought_kg.how':
      'Net weight of the receipts of certified centres, in kilos of dry beans; fresh beans count 0.38.',
    'indicators.traceable_share': 'Cocoa with a known plot and lot',
    'indicators.traceable_share.how':
      'Of the kilos bought, those that stand in a lot and come from a plot with a measured boundary that is not blocked. A ratio of sums.',
    'indicators.yield_kg_ha': 'Yield',
    'indicators.yield_kg_ha.how':
      'Dry kilos of the last declared harvest over the productive hectares of the same people. A ratio of sums, never the mean of farms.',
    'indicators.producers_production_up': 'Producers harvesting above their baseline',
    'indicators.producers_production_up.how':
      'People whose last declared twelve months’ harvest is above their own baseline.',
    'indicators.producers_income_up': 'Producers earning above their baseline',
    'indicators.producers_income_up.how':
      'People whose cocoa income of the last twelve months declared (receipts of the centres plus what they say others paid) is above their own baseline, in current soles.',
    'indicators.women_share': 'Women among users of services',
    'indicators.women_share.how':
      'Women among the people of known sex who used technical assistance, financing or equipment.',
    'indicators.women_share.assistance': 'Women in technical assistance',
    'indicators.women_share.assistance.how': 'Women among the people of known sex who were visited or trained.',
    'indicators.women_share.financing': 'Women in financing',
    'indicators.women_share.financing.how': 'Women among the people of known sex with credit in seedlings or goods.',
    'indicators.women_share.equipment': 'Women in equipment',
    'indicators.women_share.equipment.how': 'Women among the people of known sex who received drying kits or tools.',
  },
});
