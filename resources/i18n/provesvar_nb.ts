<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nb_NO" sourcelanguage="en">
<context>
    <name>AccessBasis</name>
    <message>
        <source>Consent from the patient</source>
        <translation>Samtykke fra pasienten</translation>
    </message>
    <message>
        <source>The patient has consented to this look-up. The consent covers this course of treatment.</source>
        <translation>Pasienten har samtykket til at du slår opp. Samtykket gjelder for dette behandlingsforløpet.</translation>
    </message>
    <message>
        <source>Choose this only when the patient has in fact consented. It does not open information that the patient has restricted.</source>
        <translation>Velg dette bare når pasienten faktisk har samtykket. Gir ikke tilgang til opplysninger pasienten har sperret.</translation>
    </message>
    <message>
        <source>Exempt from consent</source>
        <translation>Unntak fra samtykke</translation>
    </message>
    <message>
        <source>Your role is exempt from the consent requirement, for example the patient&apos;s GP, or a doctor or nurse in specialist care and the emergency care chain.</source>
        <translation>Rollen din er unntatt fra kravet om samtykke, for eksempel fastlege, eller lege og sykepleier i spesialisthelsetjenesten og den akuttmedisinske kjeden.</translation>
    </message>
    <message>
        <source>You must need the information to give responsible care. It does not open information that the patient has restricted.</source>
        <translation>Krever tjenstlig behov: oppslaget må være nødvendig for å gi forsvarlig helsehjelp. Gir ikke tilgang til opplysninger pasienten har sperret.</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Akuttsituasjon</translation>
    </message>
    <message>
        <source>It is an emergency, and it is not possible or safe to obtain consent first.</source>
        <translation>Situasjonen er akutt, og det er ikke mulig eller forsvarlig å innhente samtykke først.</translation>
    </message>
    <message>
        <source>Only for a real emergency. It does not open information that the patient has restricted.</source>
        <translation>Skal bare brukes i en reell akuttsituasjon. Gir ikke tilgang til opplysninger pasienten har sperret.</translation>
    </message>
    <message>
        <source>Consent to open restricted information</source>
        <translation>Samtykke til å åpne sperrede opplysninger</translation>
    </message>
    <message>
        <source>The patient has restricted information and has consented to your opening it now.</source>
        <translation>Pasienten har sperret opplysninger, og har samtykket til at du åpner dem nå.</translation>
    </message>
    <message>
        <source>The patient has restricted this information. Consent to an ordinary look-up is not enough. Opening it is logged separately and may be shown to the patient.</source>
        <translation>Pasienten har sperret disse opplysningene. Samtykke til vanlig oppslag er ikke nok. Åpningen logges særskilt og kan vises for pasienten.</translation>
    </message>
    <message>
        <source>Emergency: open restricted information</source>
        <translation>Akuttsituasjon: åpne sperrede opplysninger</translation>
    </message>
    <message>
        <source>Life or serious harm is at stake, and you must see information that the patient has restricted.</source>
        <translation>Det står om liv eller alvorlig helseskade, og du må se opplysninger som pasienten har sperret.</translation>
    </message>
    <message>
        <source>You are opening information against the patient&apos;s restriction, on grounds of necessity. This is logged separately, may be shown to the patient and may be reviewed afterwards.</source>
        <translation>Du åpner opplysninger mot pasientens sperring, begrunnet i nødrett. Åpningen logges særskilt, kan vises for pasienten og kan bli kontrollert i ettertid.</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Samtykke</translation>
    </message>
    <message>
        <source>The patient has consented to this look-up.</source>
        <translation>Pasienten har samtykket til at du slår opp.</translation>
    </message>
    <message>
        <source>Only when the patient has in fact consented. Does not open what is restricted.</source>
        <translation>Bare når pasienten faktisk har samtykket. Åpner ikke det som er sperret.</translation>
    </message>
    <message>
        <source>Your role is exempt, for example a GP or a doctor in the emergency care chain.</source>
        <translation>Rollen din er unntatt, for eksempel fastlege eller lege i akuttkjeden.</translation>
    </message>
    <message>
        <source>You must need it to give responsible care. Does not open what is restricted.</source>
        <translation>Må være nødvendig for forsvarlig helsehjelp. Åpner ikke det som er sperret.</translation>
    </message>
    <message>
        <source>Not possible or safe to obtain consent first.</source>
        <translation>Ikke mulig eller forsvarlig å innhente samtykke først.</translation>
    </message>
    <message>
        <source>Only in a real emergency. Does not open what the patient has restricted.</source>
        <translation>Bare i en reell akuttsituasjon. Åpner ikke det pasienten har sperret.</translation>
    </message>
    <message>
        <source>Consent to open</source>
        <translation>Samtykke til å åpne</translation>
    </message>
    <message>
        <source>The patient has consented now. Consent to an ordinary look-up is not enough.</source>
        <translation>Pasienten har samtykket nå. Samtykke til vanlig oppslag er ikke nok.</translation>
    </message>
    <message>
        <source>Emergency: open</source>
        <translation>Åpning i akuttsituasjon</translation>
    </message>
    <message>
        <source>Life or serious harm is at stake, and you must see what the patient has restricted.</source>
        <translation>Det står om liv eller alvorlig helseskade, og du må se det pasienten har sperret.</translation>
    </message>
    <message>
        <source>Open: consent</source>
        <translation>Åpning: samtykke</translation>
    </message>
    <message>
        <source>Open: emergency</source>
        <translation>Åpning: akutt</translation>
    </message>
</context>
<context>
    <name>BasisPicker</name>
    <message>
        <source>Basis for access</source>
        <translation>Grunnlag for tilgang</translation>
    </message>
    <message>
        <source>Choose the basis that applies to this look-up. You must need the information to give care to this patient. The look-up is logged, and the patient can see your name, your organisation and the basis on Helsenorge.</source>
        <translation>Velg grunnlaget som gjelder for dette oppslaget. Du må ha tjenstlig behov. Oppslaget logges, og pasienten kan se navnet ditt, virksomheten og grunnlaget på Helsenorge.</translation>
    </message>
    <message>
        <source>The look-up is logged and may be shown to the patient.</source>
        <translation>Oppslaget logges og kan vises for pasienten.</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bekreft</translation>
    </message>
    <message>
        <source>Confirm that it is an emergency</source>
        <translation>Bekreft at det er en akuttsituasjon</translation>
    </message>
    <message>
        <source>Confirm that it is an emergency ({keys})</source>
        <translation>Bekreft at det er en akuttsituasjon ({keys})</translation>
    </message>
    <message>
        <source>Restricted results are opened in two steps of their own, and only when the service reports them.</source>
        <translation>Sperrede svar åpnes i egne to steg, og bare når tjenesten melder dem.</translation>
    </message>
    <message>
        <source>The last two open restricted results, in two steps of their own.</source>
        <translation>De to siste åpner sperrede svar, i egne to steg.</translation>
    </message>
    <message>
        <source>Only in a real emergency. Confirm it: Enter or Alt+A.</source>
        <translation>Bare i en reell akuttsituasjon. Bekreft: Enter eller Alt+A.</translation>
    </message>
</context>
<context>
    <name>ClientImport</name>
    <message>
        <source>Choose the file that was downloaded there for this client. Nothing was changed here.</source>
        <translation>Velg filen som ble lastet ned der for denne klienten. Ingenting er endret her.</translation>
    </message>
    <message>
        <source>The file could not be read: {file}.</source>
        <translation>Filen lot seg ikke lese: {file}.</translation>
    </message>
    <message>
        <source>This is not a configuration file from HelseID Selvbetjening: it lacks {where}.</source>
        <translation>Dette er ikke en konfigurasjonsfil fra HelseID Selvbetjening: {where} mangler.</translation>
    </message>
    <message>
        <source>{where}: the file does not say which client it belongs to.</source>
        <translation>{where}: filen sier ikke hvilken klient den hører til.</translation>
    </message>
    <message>
        <source>Use the whole configuration file from HelseID Selvbetjening, not the key alone.</source>
        <translation>Bruk hele konfigurasjonsfilen fra HelseID Selvbetjening, ikke bare nøkkelen.</translation>
    </message>
    <message>
        <source>{where}: the file is for {found}, and this program is set up for {wanted}.</source>
        <translation>{where}: filen gjelder {found}, mens programmet er satt opp for {wanted}.</translation>
    </message>
    <message>
        <source>Download the client&apos;s file from the Selvbetjening of {wanted}, or change profile.name in the settings.</source>
        <translation>Last ned klientens fil fra Selvbetjening for {wanted}, eller endre profile.name i innstillingene.</translation>
    </message>
    <message>
        <source>{where}: nobody can log in with this client: authorization_code is missing.</source>
        <translation>{where}: ingen kan logge inn med denne klienten: authorization_code mangler.</translation>
    </message>
    <message>
        <source>Register a client with user login (authorization_code) in Selvbetjening and download its file.</source>
        <translation>Registrer en klient med brukerinnlogging (authorization_code) i Selvbetjening, og last ned filen dens.</translation>
    </message>
    <message>
        <source>{where}: the client lacks {scopes}.</source>
        <translation>{where}: klienten mangler {scopes}.</translation>
    </message>
    <message>
        <source>Add them to the client in Selvbetjening and download the file again.</source>
        <translation>Legg dem til på klienten i Selvbetjening, og last ned filen på nytt.</translation>
    </message>
    <message>
        <source>{where}: no address for the answer from the browser.</source>
        <translation>{where}: ingen adresse for svaret fra nettleseren.</translation>
    </message>
    <message>
        <source>{where}: of the addresses, {count} cannot be used.</source>
        <translation>{where}: {count} av adressene kan ikke brukes.</translation>
    </message>
    <message>
        <source>{where}: there is only one.</source>
        <translation>{where}: det er bare én.</translation>
    </message>
    <message>
        <source>{where}: the RSA key has {bits} bits.</source>
        <translation>{where}: RSA-nøkkelen har {bits} bit.</translation>
    </message>
    <message>
        <source>3072 or more are advised; HelseID&apos;s own tools make 4096. Make a larger key at the next opportunity.</source>
        <translation>3072 eller mer er anbefalt; HelseIDs egne verktøy lager 4096. Lag en større nøkkel ved neste anledning.</translation>
    </message>
    <message>
        <source>{where}: there is no key in the file that can be used ({why}).</source>
        <translation>{where}: filen har ingen nøkkel som kan brukes ({why}).</translation>
    </message>
    <message>
        <source>Make a new key for the client in Selvbetjening and download its whole file.</source>
        <translation>Lag en ny nøkkel for klienten i Selvbetjening og last ned hele filen.</translation>
    </message>
    <message>
        <source>Register some, such as http://localhost:11731/callback, in Selvbetjening and download the file again.</source>
        <translation>Registrer noen, for eksempel http://localhost:11731/callback, i Selvbetjening, og last ned filen på nytt.</translation>
    </message>
    <message>
        <source>They must be http, this machine, and in production a fixed port: http://localhost:11731/callback. Correct them in Selvbetjening and download the file again.</source>
        <translation>De må være http, til denne maskinen og i produksjon med fast port: http://localhost:11731/callback. Rett dem i Selvbetjening, og last ned filen på nytt.</translation>
    </message>
    <message>
        <source>Register five, with ports below 32768 that are far apart, so that one that is in use or reserved does no harm.</source>
        <translation>Registrer fem, med porter under 32768 som ligger langt fra hverandre, slik at én som er opptatt eller reservert, ikke skader.</translation>
    </message>
    <message>
        <source>See that the path is right and that this account may read the file.</source>
        <translation>Se til at stien er riktig, og at denne kontoen får lese filen.</translation>
    </message>
</context>
<context>
    <name>ClosedCover</name>
    <message>
        <source>Keep</source>
        <translation>Behold</translation>
    </message>
    <message numerus="yes">
        <source>Everything here is deleted in %n second(s), and you are logged out.</source>
        <translation>
            <numerusform>Alt her slettes om %n sekund, og du logges ut.</numerusform>
            <numerusform>Alt her slettes om %n sekunder, og du logges ut.</numerusform>
        </translation>
    </message>
    <message>
        <source>The EHR has ended</source>
        <translation>EPJ er avsluttet</translation>
    </message>
    <message>
        <source>Closed from the EHR</source>
        <translation>Lukket fra EPJ</translation>
    </message>
    <message>
        <source>Delete now</source>
        <translation>Slett nå</translation>
    </message>
    <message numerus="yes">
        <source>Everything here is deleted in %n second(s).</source>
        <translation>
            <numerusform>Alt her slettes om %n sekund.</numerusform>
            <numerusform>Alt her slettes om %n sekunder.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Cover</name>
    <message>
        <source>Help</source>
        <translation>Hjelp</translation>
    </message>
    <message>
        <source>Prøvesvar</source>
        <translation>Prøvesvar</translation>
    </message>
</context>
<context>
    <name>Coverage</name>
    <message>
        <source>Still fetching: {fetched} of {total} reports</source>
        <translation>Henter fortsatt: {fetched} av {total} rapporter</translation>
    </message>
    <message numerus="yes">
        <source>Incomplete: %n report(s) fetched</source>
        <translation>
            <numerusform>Ufullstendig: %n rapport hentet</numerusform>
            <numerusform>Ufullstendig: %n rapporter hentet</numerusform>
        </translation>
    </message>
    <message>
        <source>Incomplete: {fetched} of {total} reports fetched</source>
        <translation>Ufullstendig: {fetched} av {total} rapporter hentet</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s), and more that is not shown</source>
        <translation>
            <numerusform>%n rapport, og mer som ikke vises</numerusform>
            <numerusform>%n rapporter, og mer som ikke vises</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s)</source>
        <translation>
            <numerusform>%n rapport</numerusform>
            <numerusform>%n rapporter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n svar</numerusform>
            <numerusform>%n svar</numerusform>
        </translation>
    </message>
    <message>
        <source>Not everything: laboratories and older answers may be missing.</source>
        <translation>Ikke alt: laboratorier og eldre svar kan mangle.</translation>
    </message>
    <message>
        <source>Not everything: laboratories and answers from before {date} may be missing.</source>
        <translation>Ikke alt: laboratorier og svar fra før {date} kan mangle.</translation>
    </message>
    <message>
        <source>Not everything: laboratories may be missing, and answers from before they delivered here.</source>
        <translation>Ikke alt: laboratorier kan mangle, og svar fra før de leverte hit.</translation>
    </message>
    <message>
        <source>Images and attachments: at the laboratory.</source>
        <translation>Bilder og vedlegg: hos laboratoriet.</translation>
    </message>
    <message>
        <source>Answers from before a laboratory began to deliver may be missing.</source>
        <translation>Svar fra før et laboratorium begynte å levere, kan mangle.</translation>
    </message>
    <message>
        <source>Answers from before {date} may be missing.</source>
        <translation>Svar fra før {date} kan mangle.</translation>
    </message>
    <message numerus="yes">
        <source>%n laboratory(s)</source>
        <translation>
            <numerusform>%n laboratorium</numerusform>
            <numerusform>%n laboratorier</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing fetched: {why}</source>
        <translation>Ingenting hentet: {why}</translation>
    </message>
    <message numerus="yes">
        <source>%n withheld</source>
        <translation>
            <numerusform>%n holdes tilbake</numerusform>
            <numerusform>%n holdes tilbake</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not readable</source>
        <translation>
            <numerusform>%n kunne ikke leses</numerusform>
            <numerusform>%n kunne ikke leses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new since the fetch before</source>
        <translation>
            <numerusform>%n ny siden forrige henting</numerusform>
            <numerusform>%n nye siden forrige henting</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing new since the fetch before</source>
        <translation>ingen nye siden forrige henting</translation>
    </message>
    <message>
        <source>fetched {date}</source>
        <translation>hentet {date}</translation>
    </message>
    <message numerus="yes">
        <source>Still fetching: %n report(s) so far</source>
        <translation>
            <numerusform>Henter fortsatt: %n rapport så langt</numerusform>
            <numerusform>Henter fortsatt: %n rapporter så langt</numerusform>
        </translation>
    </message>
    <message>
        <source>{results} on another kind of number or an invalid one, shown apart</source>
        <translation>{results} står på annen nummertype eller ugyldig nummer og vises for seg</translation>
    </message>
    <message numerus="yes">
        <source>%n opened</source>
        <translation>
            <numerusform>%n åpnet</numerusform>
            <numerusform>%n åpnet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shown apart</source>
        <translation>
            <numerusform>%n vises for seg</numerusform>
            <numerusform>%n vises for seg</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) by another type of number shown apart</source>
        <translation>
            <numerusform>%n svar på annen nummertype vises for seg</numerusform>
            <numerusform>%n svar på annen nummertype vises for seg</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Cultures</name>
    <message>
        <source>Date not given</source>
        <translation>Dato ikke oppgitt</translation>
    </message>
    <message>
        <source>Specimen not given</source>
        <translation>Prøvemateriale ikke oppgitt</translation>
    </message>
    <message>
        <source>{name} (was {before})</source>
        <translation>{name} (var {before})</translation>
    </message>
    <message>
        <source>{name} (replaced: {now})</source>
        <translation>{name} (erstattet: {now})</translation>
    </message>
    <message>
        <source>Parts are not final</source>
        <translation>Deler er ikke endelige</translation>
    </message>
    <message>
        <source>Parts are in a newer version</source>
        <translation>Deler står i en nyere versjon</translation>
    </message>
    <message>
        <source>what it stands under is cancelled</source>
        <translation>det dette står under, er kansellert</translation>
    </message>
    <message>
        <source>cancelled in a newer version</source>
        <translation>kansellert i en nyere versjon</translation>
    </message>
    <message>
        <source>see note</source>
        <translation>se kommentar</translation>
    </message>
    <message>
        <source>another answer: {what}</source>
        <translation>et annet svar: {what}</translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n kansellert</numerusform>
            <numerusform>%n kansellert</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing sent</source>
        <translation>ikke oppgitt</translation>
    </message>
    <message>
        <source>replaced: {organism}</source>
        <translation>erstattet: {organism}</translation>
    </message>
    <message>
        <source>was {organism}</source>
        <translation>var {organism}</translation>
    </message>
    <message>
        <source>No report was recognised as microbiology. What goes by other names stands among the reports.</source>
        <translation>Ingen svar ble gjenkjent som mikrobiologi. Svar under andre navn står blant rapportene.</translation>
    </message>
    <message>
        <source>So far no report was recognised as microbiology. Not all reports have been fetched.</source>
        <translation>Så langt er ingen svar gjenkjent som mikrobiologi. Ikke alle rapporter er hentet.</translation>
    </message>
    <message>
        <source>Incomplete: not all reports have been fetched.</source>
        <translation>Ufullstendig: ikke alle svar er hentet.</translation>
    </message>
    <message>
        <source>Filtered: {shown} of {all} samples</source>
        <translation>Filtrert: {shown} av {all} prøver</translation>
    </message>
    <message>
        <source>Microbiological samples</source>
        <translation>Mikrobiologiske prøver</translation>
    </message>
    <message>
        <source>Susceptibilities</source>
        <translation>Resistensbestemmelse</translation>
    </message>
    <message>
        <source>The sample</source>
        <translation>Prøven</translation>
    </message>
    <message>
        <source>part {n} of {m}</source>
        <translation>del {n} av {m}</translation>
    </message>
    <message>
        <source>Antibiotic</source>
        <translation>Antibiotikum</translation>
    </message>
    <message numerus="yes">
        <source>{name} (%n finding(s))</source>
        <translation>
            <numerusform>{name} (%n funn)</numerusform>
            <numerusform>{name} (%n funn)</numerusform>
        </translation>
    </message>
    <message>
        <source>isolate {n} of {m}</source>
        <translation>isolat {n} av {m}</translation>
    </message>
    <message>
        <source>Earlier from {material}</source>
        <translation>Tidligere fra {material}</translation>
    </message>
    <message numerus="yes">
        <source>Samples %n</source>
        <translation>
            <numerusform>Prøver %n</numerusform>
            <numerusform>Prøver %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resistance %n</source>
        <comment>isolates that were tested</comment>
        <translation>
            <numerusform>Resistens %n</numerusform>
            <numerusform>Resistens %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>The whole report (Enter)</source>
        <translation>Hele rapporten (Enter)</translation>
    </message>
    <message>
        <source>Growth and findings</source>
        <translation>Vekst og funn</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Venter på svar</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Ikke påvist</translation>
    </message>
    <message>
        <source>MIC in mg/L</source>
        <translation>MIC i mg/L</translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) on another kind of number or an invalid one: see the reports</source>
        <translation>
            <numerusform>%n prøve på annen nummertype eller ugyldig nummer: se rapportene</numerusform>
            <numerusform>%n prøver på annen nummertype eller ugyldig nummer: se rapportene</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) in older versions: see the reports</source>
        <translation>
            <numerusform>%n prøve i eldre versjoner: se rapportene</numerusform>
            <numerusform>%n prøver i eldre versjoner: se rapportene</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waiting %n: {what}</source>
        <comment>samples</comment>
        <translation>
            <numerusform>Venter %n: {what}</numerusform>
            <numerusform>Venter %n: {what}</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} found {day}</source>
        <translation>{name} påvist {day}</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <comment>samples</comment>
        <translation>
            <numerusform>%n til</numerusform>
            <numerusform>%n til</numerusform>
        </translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>ikke oppgitt</translation>
    </message>
    <message>
        <source>, susceptibility not ready</source>
        <translation>, resistens ikke klar</translation>
    </message>
</context>
<context>
    <name>DayText</name>
    <message>
        <source>Date not given</source>
        <translation>Dato ikke oppgitt</translation>
    </message>
    <message>
        <source>today</source>
        <translation>i dag</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>i går</translation>
    </message>
</context>
<context>
    <name>DeskController</name>
    <message>
        <source>Starting the login …</source>
        <translation>Starter innloggingen …</translation>
    </message>
    <message>
        <source>Changing the organisation …</source>
        <translation>Bytter virksomhet …</translation>
    </message>
    <message>
        <source>Asking for results …</source>
        <translation>Spør etter prøvesvar …</translation>
    </message>
    <message>
        <source>Opening restricted results …</source>
        <translation>Åpner sperrede svar …</translation>
    </message>
    <message>
        <source>That basis is locked.</source>
        <translation>Det grunnlaget er låst.</translation>
    </message>
    <message>
        <source>The number has just come: read it, then press Enter.</source>
        <translation>Nummeret er nettopp kommet: les det, og trykk så Enter.</translation>
    </message>
    <message>
        <source>Press Enter once more to look up with this role.</source>
        <translation>Trykk Enter én gang til for å slå opp med denne rollen.</translation>
    </message>
    <message>
        <source>There is nothing to open here.</source>
        <translation>Her er det ingenting å åpne.</translation>
    </message>
    <message>
        <source>Logged out. Number, basis, role and results are cleared.</source>
        <translation>Logget ut. Nummer, grunnlag, rolle og svar er fjernet.</translation>
    </message>
    <message>
        <source>Reading the settings again …</source>
        <translation>Leser innstillingene på nytt …</translation>
    </message>
    <message>
        <source>Nothing is opened.</source>
        <translation>Ingenting er åpnet.</translation>
    </message>
    <message>
        <source>The opening is ended.</source>
        <translation>Åpningen er avsluttet.</translation>
    </message>
    <message>
        <source>The opening is over: its time has run out.</source>
        <translation>Åpningen er over: tiden er ute.</translation>
    </message>
    <message>
        <source>It takes both steps to open again.</source>
        <translation>Skal svarene åpnes igjen, må begge trinnene tas på nytt.</translation>
    </message>
    <message>
        <source>The browser was opened again.</source>
        <translation>Nettleseren ble åpnet igjen.</translation>
    </message>
    <message>
        <source>You are logged out here, but the browser may still be logged in to HelseID.</source>
        <translation>Du er logget ut her, men nettleseren kan fortsatt være logget inn i HelseID.</translation>
    </message>
    <message>
        <source>Close all windows of the browser, above all where others use this machine.</source>
        <translation>Lukk alle vinduene i nettleseren, særlig der andre bruker maskinen.</translation>
    </message>
    <message>
        <source>Filled in for you: look at role and organisation, then press Enter.</source>
        <translation>Fylt ut for deg: se på rolle og virksomhet, og trykk Enter.</translation>
    </message>
    <message>
        <source>Nothing was fetched.</source>
        <translation>Ingenting er hentet.</translation>
    </message>
    <message>
        <source>Cancelled. What had come is kept; it is not complete.</source>
        <translation>Avbrutt. Det som var kommet, er beholdt; det er ikke fullstendig.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was fetched.</source>
        <translation>Avbrutt. Ingenting ble hentet.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was fetched.
The login page in the browser leads nowhere now: close it.</source>
        <translation>Avbrutt. Ingenting ble hentet.
Innloggingssiden i nettleseren fører ikke fram lenger: lukk den.</translation>
    </message>
    <message>
        <source>The look-up is withdrawn.</source>
        <translation>Oppslaget er trukket tilbake.</translation>
    </message>
    <message>
        <source>The look-up is withdrawn. The login goes on; Esc once more cancels that too.</source>
        <translation>Oppslaget er trukket tilbake. Innloggingen fortsetter; Esc en gang til avbryter den også.</translation>
    </message>
    <message>
        <source>Nothing was opened. What stood on the screen is kept.</source>
        <translation>Ingenting ble åpnet. Det som sto på skjermen, står der fortsatt.</translation>
    </message>
    <message>
        <source>What came before that is below: not all.</source>
        <translation>Det som kom, står under: ikke alt.</translation>
    </message>
</context>
<context>
    <name>DeskView</name>
    <message>
        <source>The patient&apos;s number is missing or not valid.</source>
        <translation>Pasientens nummer mangler eller er ikke gyldig.</translation>
    </message>
    <message>
        <source>Log in first (F9).</source>
        <translation>Logg inn først (F9).</translation>
    </message>
    <message>
        <source>The look-up is sent as soon as that is done. If you change anything, press Enter again.</source>
        <translation>Svarene hentes straks det er gjort. Endrer du noe her, trykk Enter igjen.</translation>
    </message>
    <message>
        <source>The results below were fetched {date}.</source>
        <translation>Svarene under er fra {date}.</translation>
    </message>
    <message>
        <source>The look-up is sent as soon as you are logged in. If you change anything, it is withdrawn.</source>
        <translation>Svarene hentes straks du er logget inn. Endrer du noe her, trekkes oppslaget tilbake.</translation>
    </message>
    <message>
        <source>The results are on the screen.</source>
        <translation>Prøvesvarene står på skjermen.</translation>
    </message>
    <message>
        <source>Role and organisation are filled in when you are logged in. Then press Enter once more.</source>
        <translation>Rolle og virksomhet fylles ut når du er logget inn. Trykk så Enter en gang til.</translation>
    </message>
    <message>
        <source>Choose the organisation.</source>
        <translation>Velg virksomheten.</translation>
    </message>
    <message>
        <source>The results below are from an earlier look-up.</source>
        <translation>Prøvesvarene nedenfor er fra et tidligere oppslag.</translation>
    </message>
    <message>
        <source>Choose your HPR role.</source>
        <translation>Velg HPR-rollen din.</translation>
    </message>
    <message>
        <source>You are logged in for another organisation. An ordinary look-up (Enter) changes that.</source>
        <translation>Du er logget inn for en annen virksomhet. Et vanlig oppslag (Enter) endrer det.</translation>
    </message>
    <message>
        <source>Press Enter: then the look-up is sent as soon as you are logged in.</source>
        <translation>Trykk Enter: da hentes svarene straks du er logget inn.</translation>
    </message>
    <message>
        <source>Choose the basis for access: {letters}.</source>
        <translation>Velg grunnlag for tilgang: {letters}.</translation>
    </message>
    <message>
        <source>You log in when you look up.</source>
        <translation>Du logger inn når du slår opp.</translation>
    </message>
</context>
<context>
    <name>DowntimeCard</name>
    <message>
        <source>Sent to the printer</source>
        <translation>Sendt til skriveren</translation>
    </message>
    <message>
        <source>Printing …</source>
        <translation>Skriver ut …</translation>
    </message>
    <message>
        <source>Whom to call</source>
        <translation>Hvem du ringer</translation>
    </message>
    <message>
        <source>Results, when the service does not answer</source>
        <translation>Prøvesvar når tjenesten er nede</translation>
    </message>
    <message>
        <source>Results that cannot be opened (privacy)</source>
        <translation>Svar som ikke kan åpnes (personvern)</translation>
    </message>
    <message>
        <source>The program, the login or the machine</source>
        <translation>Programmet, innloggingen eller maskinen</translation>
    </message>
    <message>
        <source>On the telephone: say who you are and where you call from, the patient&apos;s number, and which test. Write the answer down with unit, time of sampling and the name of whom you spoke with, and read it back.</source>
        <translation>I telefonen: si hvem du er og hvor du ringer fra, pasientens nummer, og hvilken prøve det gjelder. Skriv ned svaret med enhet, prøvetidspunkt og navnet på den du snakket med, og les det tilbake.</translation>
    </message>
    <message>
        <source>Sandbox: the numbers are examples, nobody can be called.</source>
        <translation>Sandkasse: numrene er eksempler, ingen kan ringes.</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) in the settings could not be read: somebody to call is missing here.</source>
        <translation>
            <numerusform>Én oppføring i innstillingene kunne ikke leses. Her mangler det noen å ringe.</numerusform>
            <numerusform>%n oppføringer i innstillingene kunne ikke leses. Her mangler det noen å ringe.</numerusform>
        </translation>
    </message>
    <message>
        <source>Call the laboratory by the hospital&apos;s switchboard or your department&apos;s own list; about the login and the machine, your support desk. Tell the support desk that this page is empty.</source>
        <translation>Ring laboratoriet via sykehusets sentralbord eller avdelingens egen liste. Gjelder det innloggingen eller maskinen, ring brukerstøtten der du jobber. Si fra til brukerstøtten om at denne siden er tom.</translation>
    </message>
    <message>
        <source>Prøvesvar, from the settings of this machine. No patient is named on this page.</source>
        <translation>Prøvesvar, fra innstillingene på denne maskinen. Ingen pasient er nevnt på siden.</translation>
    </message>
    <message>
        <source>Printed {time}</source>
        <translation>Skrevet ut {time}</translation>
    </message>
    <message>
        <source>{name}, telephone {number}</source>
        <translation>{name}, telefon {number}</translation>
    </message>
    <message>
        <source>It could not be printed: is the printer there?</source>
        <translation>Den kunne ikke skrives ut: er skriveren der?</translation>
    </message>
    <message>
        <source>Print …</source>
        <translation>Skriv ut …</translation>
    </message>
    <message>
        <source>It is not printed while the window is locked.</source>
        <translation>Det skrives ikke ut mens vinduet er låst.</translation>
    </message>
    <message>
        <source>There is nobody here to call.</source>
        <translation>Her står det ingen å ringe.</translation>
    </message>
</context>
<context>
    <name>DrillController</name>
    <message>
        <source>Your organisation has switched drills off.</source>
        <translation>Virksomheten din har slått av øvelser.</translation>
    </message>
    <message>
        <source>The drill could not be started, or broke off.</source>
        <translation>Øvelsen kunne ikke startes, eller den ble brutt.</translation>
    </message>
    <message>
        <source>This window is ready again.</source>
        <translation>Dette vinduet er klart igjen.</translation>
    </message>
</context>
<context>
    <name>DrillCover</name>
    <message>
        <source>A drill is running in a window of its own</source>
        <translation>En øvelse pågår i et eget vindu</translation>
    </message>
    <message>
        <source>Here nobody is logged in and no patient is open. This window comes back empty when the drill ends.</source>
        <translation>Her er ingen logget inn og ingen pasient åpen. Dette vinduet kommer tomt tilbake når øvelsen er slutt.</translation>
    </message>
    <message>
        <source>&amp;End the drill</source>
        <translation>&amp;Avslutt øvelsen</translation>
    </message>
    <message>
        <source>End the drill</source>
        <translation>Avslutt øvelsen</translation>
    </message>
</context>
<context>
    <name>DrillQuestion</name>
    <message>
        <source>Begin a drill?</source>
        <translation>Begynne en øvelse?</translation>
    </message>
    <message>
        <source>The patient here is cleared, what was copied is taken back, and you are logged out. The drill has a window of its own, with a striped frame and synthetic people; nothing is looked up anywhere. You log in again afterwards.</source>
        <translation>Pasienten her tømmes, det som er kopiert, tas tilbake, og du logges ut. Øvelsen har et eget vindu med stripet ramme og syntetiske personer; ingenting slås opp noe sted. Du logger inn igjen etterpå.</translation>
    </message>
    <message>
        <source>Begin the drill ({key})</source>
        <translation>Begynn øvelsen ({key})</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Copy</source>
        <translation>Kopier</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>Les opp</translation>
    </message>
    <message>
        <source>Copy with patient</source>
        <translation>Kopier med pasient</translation>
    </message>
    <message>
        <source>&amp;Save as PDF …</source>
        <translation>La&amp;gre som PDF …</translation>
    </message>
    <message>
        <source>Copies with the patient&apos;s &amp;number and name</source>
        <translation>Ta med &amp;pasient (nummer og navn) i kopier</translation>
    </message>
    <message>
        <source>point</source>
        <translation>komma</translation>
    </message>
    <message>
        <source>less than</source>
        <translation>mindre enn</translation>
    </message>
    <message>
        <source>less than or equal to</source>
        <translation>mindre enn eller lik</translation>
    </message>
    <message>
        <source>more than</source>
        <translation>mer enn</translation>
    </message>
    <message>
        <source>more than or equal to</source>
        <translation>mer enn eller lik</translation>
    </message>
    <message>
        <source>{n} of {m}</source>
        <translation>{n} av {m}</translation>
    </message>
    <message>
        <source>read back</source>
        <translation>lest tilbake</translation>
    </message>
    <message>
        <source>Arrows: next, previous · Space: read back · N: the patient&apos;s number · Esc: close</source>
        <translation>Piltaster: neste, forrige · Mellomrom: lest tilbake · N: pasientens nummer · Esc: lukk</translation>
    </message>
    <message>
        <source>taken {moment}</source>
        <translation>tatt {moment}</translation>
    </message>
    <message>
        <source>result awaited</source>
        <translation>svar venter</translation>
    </message>
    <message>
        <source>New sample taken {moment}: {state}</source>
        <translation>Ny prøve tatt {moment}: {state}</translation>
    </message>
    <message>
        <source>Patient {number}</source>
        <translation>Pasient {number}</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Forrige</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Neste</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Lukk</translation>
    </message>
    <message>
        <source>{text} … The rest stands in the report.</source>
        <translation>{text} … Resten står i rapporten.</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Lagre som PDF</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Skriv ut</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Endring</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Tekster</translation>
    </message>
    <message>
        <source>Laboratories: {names}</source>
        <translation>Laboratorier: {names}</translation>
    </message>
    <message>
        <source>earlier: {range}</source>
        <translation>tidligere: {range}</translation>
    </message>
    <message>
        <source>Empty the clipboard</source>
        <translation>Tøm utklippstavlen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Cancel printing</source>
        <translation>Avbryt utskriften</translation>
    </message>
    <message>
        <source>Making the pages …</source>
        <translation>Lager sidene …</translation>
    </message>
    <message>
        <source>Patient: {who}</source>
        <translation>Pasient: {who}</translation>
    </message>
    <message>
        <source>[left out]</source>
        <translation>[utelatt]</translation>
    </message>
    <message>
        <source>The service said that its answer is incomplete</source>
        <translation>Tjenesten sa at svaret er ufullstendig</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) or report(s) withheld</source>
        <translation>
            <numerusform>%n svar eller rapport holdt tilbake</numerusform>
            <numerusform>%n svar eller rapporter holdt tilbake</numerusform>
        </translation>
    </message>
    <message>
        <source>Fetched from Pasientens prøvesvar, basis: {basis}</source>
        <translation>Hentet fra Pasientens prøvesvar, grunnlag: {basis}</translation>
    </message>
    <message>
        <source>Fetched from Pasientens prøvesvar {time}, basis: {basis}</source>
        <translation>Hentet fra Pasientens prøvesvar {time}, grunnlag: {basis}</translation>
    </message>
    <message>
        <source>Page {n} of {m}</source>
        <translation>Side {n} av {m}</translation>
    </message>
    <message>
        <source>Name not given</source>
        <translation>Navn ikke oppgitt</translation>
    </message>
    <message>
        <source>date not given</source>
        <translation>dato ikke oppgitt</translation>
    </message>
    <message>
        <source>incomplete: not everything is fetched</source>
        <translation>ufullstendig: ikke alt er hentet</translation>
    </message>
    <message>
        <source>incomplete: not everything was fetched</source>
        <translation>ufullstendig: ikke alt ble hentet</translation>
    </message>
    <message>
        <source>Printed {time}, nobody was logged in</source>
        <translation>Skrevet ut {time}, ingen var logget inn</translation>
    </message>
    <message>
        <source>Printed {time} by {name}</source>
        <translation>Skrevet ut {time} av {name}</translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>Sendt til skriveren</translation>
    </message>
    <message>
        <source>results</source>
        <translation>provesvar</translation>
    </message>
    <message>
        <source>Cancelled: nothing was printed or saved</source>
        <translation>Avbrutt: ingenting er skrevet ut eller lagret</translation>
    </message>
    <message>
        <source>It could not be printed or saved: is the printer or the folder there?</source>
        <translation>Det lot seg ikke skrive ut eller lagre. Er skriveren eller mappen tilgjengelig?</translation>
    </message>
    <message>
        <source>Not printed: the pages would lie on this machine&apos;s disk meanwhile. Save as PDF, or call IT</source>
        <translation>Ikke skrevet ut: sidene ville blitt liggende på disken til maskinen imens. Lagre som PDF, eller ring IT</translation>
    </message>
    <message>
        <source>Prøvesvar</source>
        <translation>Prøvesvar</translation>
    </message>
    <message>
        <source>Filtered: {shown} of {all} reports are listed; this one is whole</source>
        <translation>Filtrert: {shown} av {all} rapporter vises i lista; denne er hel</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) on another kind of number or an invalid one are not here</source>
        <translation>
            <numerusform>%n svar på annen nummertype eller ugyldig nummer er ikke med</numerusform>
            <numerusform>%n svar på annen nummertype eller ugyldig nummer er ikke med</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing in this view to copy or print</source>
        <translation>Det er ingenting å ta med i denne visningen</translation>
    </message>
    <message>
        <source>Copied · deleted after {n} s</source>
        <translation>Kopiert · slettes etter {n} s</translation>
    </message>
    <message>
        <source>The PDF is saved as {file}</source>
        <translation>PDF-en er lagret som {file}</translation>
    </message>
</context>
<context>
    <name>Find</name>
    <message>
        <source>Filters</source>
        <translation>Filtre</translation>
    </message>
    <message>
        <source>Search in the results ({key})</source>
        <translation>Søk i svarene ({key})</translation>
    </message>
    <message>
        <source>Search in the results</source>
        <translation>Søk i svarene</translation>
    </message>
    <message>
        <source>Names, codes, values, texts, comments and laboratories; all words count</source>
        <translation>Navn, koder, verdier, tekster, kommentarer og laboratorier; alle ord må finnes</translation>
    </message>
    <message>
        <source>All times</source>
        <translation>Hele perioden</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Siste 24 timer</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Siste 7 dager</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Siste 30 dager</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>Siste år</translation>
    </message>
    <message>
        <source>Discipline</source>
        <translation>Fagområde</translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation>Laboratorium</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Periode</translation>
    </message>
    <message>
        <source>Marked</source>
        <translation>Markert</translation>
    </message>
    <message>
        <source>Not given</source>
        <translation>Ikke oppgitt</translation>
    </message>
    <message>
        <source>Deviations; not R, POS, growth</source>
        <translation>Avvik; ikke R, POS, vekst</translation>
    </message>
    <message>
        <source>Show everything ({key})</source>
        <translation>Vis alt ({key})</translation>
    </message>
    <message numerus="yes">
        <source>%n without a date included</source>
        <comment>results</comment>
        <translation>
            <numerusform>%n uten dato er tatt med</numerusform>
            <numerusform>%n uten dato er tatt med</numerusform>
        </translation>
    </message>
    <message>
        <source>more results may still come</source>
        <translation>flere resultater kan komme</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more: search for the name</source>
        <translation>
            <numerusform>… og %n til: søk etter navnet</numerusform>
            <numerusform>… og %n til: søk etter navnet</numerusform>
        </translation>
    </message>
    <message>
        <source>Marked only</source>
        <translation>Bare merkede</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>Søker …</translation>
    </message>
    <message numerus="yes">
        <source>{found} of %n result(s)</source>
        <translation>
            <numerusform>{found} av %n svar</numerusform>
            <numerusform>{found} av %n svar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing matches: %n result(s) hidden</source>
        <translation>
            <numerusform>Ingen treff: %n svar er skjult</numerusform>
            <numerusform>Ingen treff: %n svar er skjult</numerusform>
        </translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message numerus="yes">
        <source>%n filter(s) on</source>
        <translation>
            <numerusform>%n filter på</numerusform>
            <numerusform>%n filtre på</numerusform>
        </translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Søk</translation>
    </message>
    <message>
        <source>Show the hits in the table</source>
        <translation>Vis treffene i tabellen</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Vis alt</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Everything is shown again</source>
        <translation>Alt vises igjen</translation>
    </message>
</context>
<context>
    <name>Flowsheet</name>
    <message>
        <source>Text …</source>
        <translation>Tekst …</translation>
    </message>
    <message>
        <source>Withdrawn in a newer version</source>
        <translation>Trukket tilbake i en nyere versjon</translation>
    </message>
    <message>
        <source>Replaced by a newer version</source>
        <translation>Erstattet av en nyere versjon</translation>
    </message>
    <message numerus="yes">
        <source>{text} … (%n more characters, in the report)</source>
        <translation>
            <numerusform>{text} … (%n tegn til, se svaret)</numerusform>
            <numerusform>{text} … (%n tegn til, se svaret)</numerusform>
        </translation>
    </message>
    <message>
        <source>Name not given</source>
        <translation>Navn ikke oppgitt</translation>
    </message>
    <message numerus="yes">
        <source>%n results at this time</source>
        <translation>
            <numerusform>%n svar på dette tidspunktet</numerusform>
            <numerusform>%n svar på dette tidspunktet</numerusform>
        </translation>
    </message>
    <message>
        <source>Of this time one result is cancelled and one stands: ask the laboratory which is valid.</source>
        <translation>På dette tidspunktet er ett svar kansellert og ett står: spør laboratoriet hvilket som gjelder.</translation>
    </message>
    <message>
        <source>its report did not come</source>
        <translation>svaret den hører til, kom ikke</translation>
    </message>
    <message>
        <source>what it belongs to was cancelled</source>
        <translation>det den hører til, er kansellert</translation>
    </message>
    <message>
        <source>registered on another kind of number or an invalid one</source>
        <translation>registrert på annen nummertype eller ugyldig nummer</translation>
    </message>
    <message>
        <source>{name}, {time}: no result</source>
        <translation>{name}, {time}: ikke svar</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Enhet</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referanse</translation>
    </message>
    <message>
        <source>Discipline not given</source>
        <translation>Fagområde ikke oppgitt</translation>
    </message>
    <message>
        <source>{discipline}, registered on another kind of number or an invalid one</source>
        <translation>{discipline}, registrert på annen nummertype eller ugyldig nummer</translation>
    </message>
    <message>
        <source>other reference ranges earlier</source>
        <translation>andre referanseområder tidligere</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Uten dato</translation>
    </message>
    <message>
        <source>Making the table …</source>
        <translation>Lager tabellen …</translation>
    </message>
    <message>
        <source>Cumulative table</source>
        <translation>Tabell over tid</translation>
    </message>
    <message>
        <source>Filtered: {shown} of {all} rows</source>
        <translation>Filtrert: {shown} av {all} rader</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n rad</numerusform>
            <numerusform>%n rader</numerusform>
        </translation>
    </message>
    <message>
        <source>Incomplete: more may come</source>
        <translation>Ufullstendig: mer kan komme</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) on another kind of number or an invalid one ({results}) not among them</source>
        <translation>
            <numerusform>%n rad på annen nummertype eller ugyldig nummer ({results}) er ikke med</numerusform>
            <numerusform>%n rader på annen nummertype eller ugyldig nummer ({results}) er ikke med</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sampling time(s)</source>
        <translation>
            <numerusform>%n prøve</numerusform>
            <numerusform>%n prøver</numerusform>
        </translation>
    </message>
    <message>
        <source>the newest at the far right</source>
        <translation>nyest til høyre</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) on another kind of number or an invalid one</source>
        <translation>
            <numerusform>%n svar på annen nummertype eller ugyldig nummer</numerusform>
            <numerusform>%n svar på annen nummertype eller ugyldig nummer</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was copied: no result stands here.</source>
        <translation>Ingenting ble kopiert: her står det ikke noe svar.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more at this time, in their reports</source>
        <translation>
            <numerusform>… og %n til fra samme tid, i sine rapporter</numerusform>
            <numerusform>… og %n til fra samme tid, i sine rapporter</numerusform>
        </translation>
    </message>
    <message>
        <source>another reference</source>
        <translation>annen referanse</translation>
    </message>
    <message>
        <source>more results of that time</source>
        <translation>flere svar fra samme tid</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>kommentar</translation>
    </message>
    <message>
        <source>no reference of its own</source>
        <translation>uten egen referanse</translation>
    </message>
    <message>
        <source>its own reference {range}</source>
        <translation>egen referanse {range}</translation>
    </message>
    <message>
        <source>waiting for results</source>
        <translation>venter på svar</translation>
    </message>
    <message>
        <source>Copy the result</source>
        <translation>Kopier svar</translation>
    </message>
    <message>
        <source>Copy the row</source>
        <translation>Kopier rad</translation>
    </message>
    <message>
        <source>Copy the column</source>
        <translation>Kopier kolonne</translation>
    </message>
    <message>
        <source>Add to the trend</source>
        <translation>Legg til i utvikling</translation>
    </message>
    <message>
        <source>Sort by this time</source>
        <translation>Sorter etter dette tidspunktet</translation>
    </message>
    <message>
        <source>Sort by name</source>
        <translation>Sorter etter navn</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) outside the period not here</source>
        <translation>
            <numerusform>%n svar utenfor perioden er ikke her</numerusform>
            <numerusform>%n svar utenfor perioden er ikke her</numerusform>
        </translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>venter</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Utvikling</translation>
    </message>
    <message>
        <source>The row over time (Enter)</source>
        <translation>Raden over tid (Enter)</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Result final, report preliminary</source>
        <translation>Svaret endelig, rapporten foreløpig</translation>
    </message>
    <message numerus="yes">
        <source>Show %n apart</source>
        <translation>
            <numerusform>Vis %n for seg</numerusform>
            <numerusform>Vis %n for seg</numerusform>
        </translation>
    </message>
    <message>
        <source>another ref.</source>
        <translation>annen ref.</translation>
    </message>
    <message>
        <source>preliminary</source>
        <translation>foreløpig</translation>
    </message>
    <message numerus="yes">
        <source>Show %n by another type of number</source>
        <translation>
            <numerusform>Vis %n på annen nummertype</numerusform>
            <numerusform>Vis %n på annen nummertype</numerusform>
        </translation>
    </message>
    <message>
        <source>samples in other rows</source>
        <translation>prøver i andre rader</translation>
    </message>
    <message numerus="yes">
        <source>+%n sample(s)</source>
        <translation>
            <numerusform>+%n prøve</numerusform>
            <numerusform>+%n prøver</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Look up</source>
        <translation>Slå opp</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>The results are hidden. Esc shows them again as long as the number is the same.</source>
        <translation>Svarene er skjult. Esc viser dem igjen så lenge nummeret er det samme.</translation>
    </message>
    <message>
        <source>The number was changed: the results are hidden, and soon deleted.</source>
        <translation>Nummeret er endret: svarene er skjult og slettes snart.</translation>
    </message>
    <message>
        <source>Back to {number}</source>
        <translation>Tilbake til {number}</translation>
    </message>
    <message>
        <source>Back to the results</source>
        <translation>Tilbake til svarene</translation>
    </message>
</context>
<context>
    <name>GlobalShortcut</name>
    <message>
        <source>{key} does not work in other programs: another program has that key.</source>
        <translation>{key} virker ikke i andre programmer: Et annet program bruker den tasten.</translation>
    </message>
    <message>
        <source>{key} does not work in other programs: it is a key of this window.</source>
        <translation>{key} virker ikke i andre programmer: Tasten brukes i dette vinduet.</translation>
    </message>
    <message>
        <source>{key} does not work in other programs: this desktop does not allow it.</source>
        <translation>{key} virker ikke i andre programmer: Dette skrivebordet tillater det ikke.</translation>
    </message>
    <message>
        <source>Copy or type the number, or hand it over from the EHR. The key is a setting ({keys}).</source>
        <translation>Kopier eller skriv nummeret, eller overfør det fra EPJ. Tasten er en innstilling ({keys}).</translation>
    </message>
</context>
<context>
    <name>GuideWindow</name>
    <message>
        <source>User guide</source>
        <translation>Brukerveiledning</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>Kapitler</translation>
    </message>
</context>
<context>
    <name>HandOver</name>
    <message>
        <source>Read the number first, then press {key} again.</source>
        <translation>Les nummeret først, og trykk så {key} igjen.</translation>
    </message>
    <message>
        <source>The number came from the EHR. Nothing is looked up before you press Enter.</source>
        <translation>Nummeret kom fra EPJ. Det gjøres ikke oppslag før du trykker Enter.</translation>
    </message>
    <message>
        <source>The number came from another program. Nothing is looked up before you press Enter.</source>
        <translation>Nummeret kom fra et annet program. Det gjøres ikke oppslag før du trykker Enter.</translation>
    </message>
    <message>
        <source>Prøvesvar is running already in another window, which did not answer.</source>
        <translation>Prøvesvar kjører allerede i et annet vindu, som ikke svarte.</translation>
    </message>
    <message>
        <source>The patient who was handed over may still come up there. To work here, type the number.</source>
        <translation>Pasienten som ble overført, kan fortsatt komme opp der. Skriv inn nummeret for å arbeide her.</translation>
    </message>
    <message>
        <source>Another HPR number is logged in in the EHR than here. You are asked before anything is sent.</source>
        <translation>I EPJ er et annet HPR-nummer logget inn enn her. Du blir spurt før noe sendes.</translation>
    </message>
</context>
<context>
    <name>HandOverBar</name>
    <message>
        <source>Nothing was changed here.</source>
        <translation>Ingenting er endret her.</translation>
    </message>
    <message>
        <source>From the EHR</source>
        <translation>Fra EPJ</translation>
    </message>
    <message>
        <source>From another program</source>
        <translation>Fra et annet program</translation>
    </message>
    <message>
        <source>Scanned</source>
        <translation>Skannet</translation>
    </message>
    <message>
        <source>{source}: no patient number</source>
        <translation>{source}: ikke noe pasientnummer</translation>
    </message>
    <message>
        <source>{source}: change to patient {number}?</source>
        <translation>{source}: bytte til pasient {number}?</translation>
    </message>
    <message>
        <source>Not chosen yet. If you change, what is shown here disappears with the basis; nothing is looked up.</source>
        <translation>Ikke valgt ennå. Bytter du, forsvinner det som vises her, og grunnlaget fjernes; ingenting slås opp.</translation>
    </message>
    <message>
        <source>{source}: {number} cannot be used</source>
        <translation>{source}: {number} kan ikke brukes</translation>
    </message>
    <message>
        <source>Change patient</source>
        <translation>Bytt pasient</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behold</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Lukk meldingen</translation>
    </message>
    <message>
        <source>Kept open at the bedside: nothing is deleted before you answer.</source>
        <translation>Holdes åpent ved pasienten: ingenting slettes før du svarer.</translation>
    </message>
    <message>
        <source>From the EHR: close this patient?</source>
        <translation>Fra EPJ: lukke denne pasienten?</translation>
    </message>
    <message>
        <source>Log out and delete</source>
        <translation>Logg ut og slett</translation>
    </message>
    <message>
        <source>From the EHR: log out and delete?</source>
        <translation>Fra EPJ: logge ut og slette?</translation>
    </message>
    <message>
        <source>Close and delete</source>
        <translation>Lukk og slett</translation>
    </message>
    <message>
        <source>What is shown here disappears.</source>
        <translation>Det som vises her, fjernes.</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Keys</source>
        <translation>Taster</translation>
    </message>
    <message>
        <source>Look-up</source>
        <translation>Oppslag</translation>
    </message>
    <message>
        <source>Restricted results</source>
        <translation>Sperrede svar</translation>
    </message>
    <message>
        <source>The window</source>
        <translation>Vinduet</translation>
    </message>
    <message>
        <source>Help and set-up</source>
        <translation>Hjelp og oppsett</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Visninger</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Søk</translation>
    </message>
    <message>
        <source>Copy, read aloud, print</source>
        <translation>Kopiere, lese opp, skrive ut</translation>
    </message>
    <message>
        <source>In a view</source>
        <translation>I en visning</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>something is restricted</source>
        <translation>noe er sperret</translation>
    </message>
    <message>
        <source>blocked for you or your organisation</source>
        <translation>sperret for deg eller virksomheten din</translation>
    </message>
    <message>
        <source>the patient has opted out</source>
        <translation>pasienten har reservert seg</translation>
    </message>
    <message>
        <source>an unknown answer about access</source>
        <translation>et ukjent svar om tilgang</translation>
    </message>
    <message>
        <source>the answer was incomplete</source>
        <translation>svaret var ufullstendig</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>ingenting funnet</translation>
    </message>
    <message>
        <source>You ended it</source>
        <translation>Du avsluttet den</translation>
    </message>
    <message>
        <source>Its time ran out</source>
        <translation>Tiden gikk ut</translation>
    </message>
    <message>
        <source>The number was changed</source>
        <translation>Nummeret ble endret</translation>
    </message>
    <message>
        <source>Another number was scanned</source>
        <translation>Et annet nummer ble skannet</translation>
    </message>
    <message>
        <source>The window was locked</source>
        <translation>Vinduet ble låst</translation>
    </message>
    <message>
        <source>The login ended</source>
        <translation>Innloggingen tok slutt</translation>
    </message>
    <message>
        <source>The next look-up began</source>
        <translation>Neste oppslag begynte</translation>
    </message>
    <message>
        <source>The patient was cleared</source>
        <translation>Pasienten ble fjernet fra skjermen</translation>
    </message>
    <message>
        <source>You logged out</source>
        <translation>Du logget ut</translation>
    </message>
    <message>
        <source>The program was closed</source>
        <translation>Programmet ble lukket</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Avbrutt</translation>
    </message>
    <message>
        <source>Opening: start</source>
        <translation>Åpning: start</translation>
    </message>
    <message>
        <source>Opening: stop</source>
        <translation>Åpning: slutt</translation>
    </message>
    <message>
        <source>Look-up, opened</source>
        <translation>Oppslag, åpnet</translation>
    </message>
    <message>
        <source>Look-up</source>
        <translation>Oppslag</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Utført</translation>
    </message>
    <message>
        <source>Done, not everything came</source>
        <translation>Ufullstendig</translation>
    </message>
    <message>
        <source>{done}: {found}</source>
        <translation>{done}: {found}</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Mislyktes</translation>
    </message>
    <message>
        <source>Failed: {error}</source>
        <translation>Mislyktes: {error}</translation>
    </message>
    <message>
        <source>This machine&apos;s settings keep no access journal.</source>
        <translation>Innstillingene på denne maskinen fører ingen tilgangslogg.</translation>
    </message>
    <message>
        <source>The journal on this machine is empty: nothing has been looked up yet.</source>
        <translation>Tilgangsloggen på denne maskinen er tom: Ingenting er slått opp ennå.</translation>
    </message>
    <message numerus="yes">
        <source>%n look-up(s) could not be recorded, for lack of room or access.</source>
        <translation>
            <numerusform>%n oppslag kunne ikke registreres fordi det manglet plass eller tilgang.</numerusform>
            <numerusform>%n oppslag kunne ikke registreres fordi det manglet plass eller tilgang.</numerusform>
        </translation>
    </message>
    <message>
        <source>Written by a newer version</source>
        <translation>Ført av en nyere versjon</translation>
    </message>
    <message>
        <source>The journal on this machine is NOT whole: see lines {lines}. Tell your IT department.</source>
        <translation>Tilgangsloggen på denne maskinen er IKKE hel: se linje {lines}. Si fra til IT-avdelingen.</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s)</source>
        <translation>
            <numerusform>%n rapport</numerusform>
            <numerusform>%n rapporter</numerusform>
        </translation>
    </message>
    <message>
        <source>The journal on this machine is whole: lines {first}–{last}, of everyone who uses it.</source>
        <translation>Ingen linjer mangler i tilgangsloggen på denne maskinen: linje {first}–{last}, fra alle som bruker den.</translation>
    </message>
</context>
<context>
    <name>JournalDialog</name>
    <message>
        <source>My look-ups</source>
        <translation>Mine oppslag</translation>
    </message>
    <message>
        <source>The chosen line</source>
        <translation>Den valgte linjen</translation>
    </message>
    <message>
        <source>Nobody is logged in.</source>
        <translation>Ingen er logget inn.</translation>
    </message>
    <message>
        <source>Log in (F9) to see your own look-ups. Nobody else&apos;s are ever shown here.</source>
        <translation>Logg inn (F9) for å se dine egne oppslag. Andres vises aldri her.</translation>
    </message>
    <message>
        <source>Reading the journal …</source>
        <translation>Leser tilgangsloggen …</translation>
    </message>
    <message>
        <source>There are no lines of yours (HPR {number}) yet.</source>
        <translation>Det er ingen linjer om deg (HPR {number}) ennå.</translation>
    </message>
    <message numerus="yes">
        <source>%n older line(s) are left out here; your organisation&apos;s log control has them.</source>
        <translation>
            <numerusform>%n eldre linje er utelatt her; loggkontrollen i virksomheten har den.</numerusform>
            <numerusform>%n eldre linjer er utelatt her; loggkontrollen i virksomheten har dem.</numerusform>
        </translation>
    </message>
    <message>
        <source>My lines in the access journal</source>
        <translation>Mine linjer i tilgangsloggen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tid</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Pasient</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Hva</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Utfall</translation>
    </message>
    <message>
        <source>Copy the references</source>
        <translation>Kopier referansene</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Oppdater</translation>
    </message>
    <message>
        <source>Why opened</source>
        <translation>Hvorfor åpnet</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Referanser</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>ikke oppgitt</translation>
    </message>
    <message>
        <source>line {number} of the journal</source>
        <translation>linje {number} i loggen</translation>
    </message>
    <message>
        <source>Patient {letter}</source>
        <translation>Pasient {letter}</translation>
    </message>
    <message>
        <source>Your lines (HPR {number}), newest first. Same letter, same patient. Name and number are not kept.</source>
        <translation>Dine linjer (HPR {number}), nyeste først. Samme bokstav, samme pasient. Navn og nummer lagres ikke.</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Go to the HPR role.</source>
        <translation>Gå til HPR-rollen.</translation>
    </message>
    <message>
        <source>Search in the results.</source>
        <translation>Søk i svarene.</translation>
    </message>
    <message>
        <source>Filters.</source>
        <translation>Filtre.</translation>
    </message>
    <message>
        <source>Show everything again.</source>
        <translation>Vis alt igjen.</translation>
    </message>
    <message>
        <source>Reports: the next hit.</source>
        <translation>Rapporter: neste treff.</translation>
    </message>
    <message>
        <source>Reports: the hit before it.</source>
        <translation>Rapporter: treffet før.</translation>
    </message>
    <message>
        <source>Overview.</source>
        <translation>Oversikt.</translation>
    </message>
    <message>
        <source>Table.</source>
        <translation>Tabell.</translation>
    </message>
    <message>
        <source>Reports.</source>
        <translation>Rapporter.</translation>
    </message>
    <message>
        <source>Microbiology.</source>
        <translation>Mikrobiologi.</translation>
    </message>
    <message>
        <source>Microbiology: resistance, and back.</source>
        <translation>Mikrobiologi: resistens, og tilbake.</translation>
    </message>
    <message>
        <source>Trend.</source>
        <translation>Utvikling.</translation>
    </message>
    <message>
        <source>Trend and reports: back.</source>
        <translation>Utvikling og rapporter: tilbake.</translation>
    </message>
    <message>
        <source>Copy what is chosen.</source>
        <translation>Kopier det som er valgt.</translation>
    </message>
    <message>
        <source>Copy the whole view.</source>
        <translation>Kopier hele visningen.</translation>
    </message>
    <message>
        <source>Print the view.</source>
        <translation>Skriv ut visningen.</translation>
    </message>
    <message>
        <source>Save the view as PDF.</source>
        <translation>Lagre visningen som PDF.</translation>
    </message>
    <message>
        <source>Lock the window.</source>
        <translation>Lås vinduet.</translation>
    </message>
    <message>
        <source>Log in.</source>
        <translation>Logg inn.</translation>
    </message>
    <message>
        <source>My look-ups on this machine.</source>
        <translation>Mine oppslag her.</translation>
    </message>
    <message>
        <source>Self-check.</source>
        <translation>Selvsjekk.</translation>
    </message>
    <message>
        <source>This list of keys.</source>
        <translation>Denne listen over taster.</translation>
    </message>
    <message>
        <source>{purpose} ({keys})</source>
        <translation>{purpose} ({keys})</translation>
    </message>
    <message>
        <source>Trend: remove the examination.</source>
        <translation>Utvikling: fjern denne.</translation>
    </message>
    <message>
        <source>Trend: the results in a table, and back.</source>
        <translation>Utvikling: svarene i tabell, og tilbake.</translation>
    </message>
    <message>
        <source>Reports: unfold, fold.</source>
        <translation>Rapporter: fold ut, inn.</translation>
    </message>
    <message>
        <source>End the opening.</source>
        <translation>Avslutt åpningen.</translation>
    </message>
    <message>
        <source>Trend: a shorter period, longer.</source>
        <translation>Utvikling: kortere periode, lengre.</translation>
    </message>
    <message>
        <source>Trend: own scale, and back.</source>
        <translation>Utvikling: egen skala, og tilbake.</translation>
    </message>
    <message>
        <source>The EHR asks: change patient.</source>
        <translation>EPJ spør: bytt pasient.</translation>
    </message>
    <message>
        <source>Settings.</source>
        <translation>Innstillinger.</translation>
    </message>
    <message>
        <source>Drill with synthetic people.</source>
        <translation>Øvelse, syntetiske personer.</translation>
    </message>
    <message>
        <source>New patient: all here is gone.</source>
        <translation>Ny pasient: alt her er borte.</translation>
    </message>
    <message>
        <source>The chosen result in huge type.</source>
        <translation>Det valgte svaret i stor skrift.</translation>
    </message>
    <message>
        <source>Smaller again.</source>
        <translation>Mindre igjen.</translation>
    </message>
    <message>
        <source>{key} twice</source>
        <translation>{key} to ganger</translation>
    </message>
    <message>
        <source>Table: previous, next result.</source>
        <translation>Tabell: forrige, neste svar.</translation>
    </message>
    <message>
        <source>Change; Esc undoes it.</source>
        <translation>Endre; Esc angrer.</translation>
    </message>
    <message>
        <source>Consent; S outside fields.</source>
        <translation>Samtykke; S utenfor tekstfelt.</translation>
    </message>
    <message>
        <source>Exempt; U outside fields.</source>
        <translation>Unntak; U utenfor tekstfelt.</translation>
    </message>
    <message>
        <source>The EHR asks: keep patient.</source>
        <translation>EPJ spør: behold.</translation>
    </message>
    <message>
        <source>Fetch again: press twice.</source>
        <translation>Hent på nytt: trykk to ganger.</translation>
    </message>
    <message>
        <source>Anywhere: the selected number.</source>
        <translation>Overalt: hent markert nummer.</translation>
    </message>
    <message>
        <source>Whom to call.</source>
        <translation>Hvem du ringer.</translation>
    </message>
    <message>
        <source>Keep open at the bedside for 15 minutes.</source>
        <translation>Hold åpent ved pasienten i 15 minutter.</translation>
    </message>
    <message>
        <source>The user guide, at this place.</source>
        <translation>Veiledningen, på riktig sted.</translation>
    </message>
    <message>
        <source>Table: the cell&apos;s report.</source>
        <translation>Tabell: rapporten til cellen.</translation>
    </message>
    <message>
        <source>End the program altogether.</source>
        <translation>Avslutt programmet helt.</translation>
    </message>
    <message>
        <source>Restricted results: two steps.</source>
        <translation>Åpne sperrede svar i to steg.</translation>
    </message>
    <message>
        <source>Menu: settings, log out.</source>
        <translation>Meny: innstillinger, logg ut.</translation>
    </message>
    <message>
        <source>Take back what was copied.</source>
        <translation>Fjern det som er kopiert.</translation>
    </message>
    <message>
        <source>Overview: open the row.</source>
        <translation>Oversikt: åpne raden.</translation>
    </message>
    <message>
        <source>Look up, with a login.</source>
        <translation>Slå opp, med innlogging.</translation>
    </message>
    <message>
        <source>Larger; also Ctrl and wheel.</source>
        <translation>Større tekst; også Ctrl og hjul.</translation>
    </message>
    <message>
        <source>Emergency; A outside fields.</source>
        <translation>Akutt; A utenfor tekstfelt.</translation>
    </message>
    <message>
        <source>The next part of the window.</source>
        <translation>Til neste del av vinduet.</translation>
    </message>
    <message>
        <source>Take back, one at a time.</source>
        <translation>Angre, én ting om gangen.</translation>
    </message>
</context>
<context>
    <name>Lock</name>
    <message>
        <source>Starting the login …</source>
        <translation>Starter innloggingen …</translation>
    </message>
    <message>
        <source>Log in in the browser.</source>
        <translation>Logg inn i nettleseren.</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Unlock with HelseID instead</source>
        <translation>Lås opp med HelseID i stedet</translation>
    </message>
    <message>
        <source>The login has ended, and the PIN with it. Unlock with HelseID.</source>
        <translation>Innloggingen er avsluttet, og PIN-koden er slettet. Lås opp med HelseID.</translation>
    </message>
    <message numerus="yes">
        <source>That is not the PIN. %n try(s) left; then you are logged out.</source>
        <translation>
            <numerusform>Feil PIN-kode. %n forsøk igjen, deretter blir du logget ut.</numerusform>
            <numerusform>Feil PIN-kode. %n forsøk igjen, deretter blir du logget ut.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A PIN has at least %n digit(s). That was no try.</source>
        <translation>
            <numerusform>En PIN-kode har minst %n siffer. Dette telte ikke som forsøk.</numerusform>
            <numerusform>En PIN-kode har minst %n siffer. Dette telte ikke som forsøk.</numerusform>
        </translation>
    </message>
    <message>
        <source>When you lock the computer&apos;s screen and unlock it, the window opens too. Or log in with HelseID.</source>
        <translation>Når du låser skjermen på maskinen og låser den opp igjen, åpnes vinduet også. Eller logg inn med HelseID.</translation>
    </message>
    <message>
        <source>Another program handed a patient over while the window was locked. Hand it over once more.</source>
        <translation>Et annet program overførte en pasient mens vinduet var låst. Overfør pasienten en gang til.</translation>
    </message>
    <message>
        <source>The patient was cleared: nobody was logged in to unlock the window.</source>
        <translation>Pasienten er fjernet: ingen var logget inn og kunne ha låst opp vinduet.</translation>
    </message>
    <message>
        <source>The patient was cleared when the window was closed; the program stayed in the tray.</source>
        <translation>Pasienten ble fjernet da vinduet ble lukket. Programmet ble liggende i systemkurven.</translation>
    </message>
    <message>
        <source>The patient was cleared at the locked window ({key}).</source>
        <translation>Pasienten ble fjernet mens vinduet var låst ({key}).</translation>
    </message>
    <message>
        <source>The login was ended: nobody had used the window for a while. The next look-up logs in again.</source>
        <translation>Innloggingen er avsluttet: ingen hadde brukt vinduet på en stund. Neste oppslag logger inn på nytt.</translation>
    </message>
    <message>
        <source>The PIN is set. It is forgotten when you log out.</source>
        <translation>PIN-koden er satt. Den slettes når du logger ut.</translation>
    </message>
    <message>
        <source>The time to set a PIN is over. Lock the window and unlock it with HelseID to set one.</source>
        <translation>Tiden for å velge PIN-kode er ute. Lås vinduet og lås det opp med HelseID for å velge en.</translation>
    </message>
    <message>
        <source>The patient was cleared: nobody had used the window for a while.</source>
        <translation>Pasienten er fjernet: ingen hadde brukt vinduet på en stund.</translation>
    </message>
    <message>
        <source>Forgotten: HelseID instead</source>
        <translation>Glemt: HelseID i stedet</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Lås opp</translation>
    </message>
    <message>
        <source>Unlock with HelseID</source>
        <translation>Lås opp med HelseID</translation>
    </message>
    <message>
        <source>Cleared and logged out: the EHR has ended.</source>
        <translation>Slettet og logget ut: EPJ er avsluttet.</translation>
    </message>
    <message>
        <source>The patient was cleared: closed from the EHR.</source>
        <translation>Pasienten er fjernet: lukket fra EPJ.</translation>
    </message>
</context>
<context>
    <name>LockController</name>
    <message>
        <source>There is nothing to lock.</source>
        <translation>Det er ingenting å låse.</translation>
    </message>
    <message>
        <source>Your organisation does not let the window be kept open.</source>
        <translation>Virksomheten din tillater ikke at vinduet holdes åpent.</translation>
    </message>
    <message>
        <source>There are no results to keep open.</source>
        <translation>Det er ingen resultater å holde åpne.</translation>
    </message>
    <message>
        <source>HelseID did not ask for a new login, so it is not known who is here.</source>
        <translation>HelseID ba ikke om ny innlogging, så det er ikke kjent hvem som er her.</translation>
    </message>
    <message>
        <source>Unlock once more; log in anew in the browser.</source>
        <translation>Lås opp en gang til, og logg inn på nytt i nettleseren.</translation>
    </message>
    <message>
        <source>The window is open.</source>
        <translation>Vinduet er åpent.</translation>
    </message>
    <message>
        <source>Kept open at the bedside until {time}</source>
        <translation>Holdes åpent ved pasienten til kl. {time}</translation>
    </message>
</context>
<context>
    <name>LockCover</name>
    <message>
        <source>The window is locked</source>
        <translation>Vinduet er låst</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Lås opp</translation>
    </message>
    <message>
        <source>Log out; everything that was open is deleted</source>
        <translation>Logg ut; alt som var åpent, slettes</translation>
    </message>
    <message>
        <source>Whom to call</source>
        <translation>Hvem du ringer</translation>
    </message>
    <message>
        <source>Not me</source>
        <translation>Ikke meg</translation>
    </message>
    <message>
        <source>{name} · HPR {number}</source>
        <translation>{name} · HPR {number}</translation>
    </message>
    <message>
        <source>If it is not unlocked before {time}, everything that was open is deleted.</source>
        <translation>Låses det ikke opp før {time}, slettes alt som var åpent.</translation>
    </message>
    <message>
        <source>Not me – log out and clear</source>
        <translation>Ikke meg – logg ut og tøm</translation>
    </message>
    <message>
        <source>Whom to call …</source>
        <translation>Hvem du ringer …</translation>
    </message>
</context>
<context>
    <name>LockWarning</name>
    <message>
        <source>Press a key or move the mouse to go on.</source>
        <translation>Trykk en tast eller rør musen for å fortsette.</translation>
    </message>
    <message>
        <source>Keep open</source>
        <translation>Hold åpent</translation>
    </message>
    <message>
        <source>Keep the window open</source>
        <translation>Hold vinduet åpent</translation>
    </message>
    <message numerus="yes">
        <source>The window is locked in %n second(s): nobody has used it</source>
        <translation>
            <numerusform>Vinduet låses om %n sekund: ingen har brukt det</numerusform>
            <numerusform>Vinduet låses om %n sekunder: ingen har brukt det</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LoginPanel</name>
    <message>
        <source>Log in</source>
        <translation>Logg inn</translation>
    </message>
    <message>
        <source>Not logged in</source>
        <translation>Ikke logget inn</translation>
    </message>
    <message>
        <source>Logging in</source>
        <translation>Logger inn</translation>
    </message>
    <message>
        <source>HPR {number}</source>
        <translation>HPR {number}</translation>
    </message>
    <message>
        <source>HPR {number} · level {level}</source>
        <translation>HPR {number} · nivå {level}</translation>
    </message>
    <message>
        <source>Logged in: {name}</source>
        <translation>Logget inn: {name}</translation>
    </message>
    <message>
        <source>Session ends in {minutes} min</source>
        <translation>Økten slutter om {minutes} min</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>{minutes} min igjen</translation>
    </message>
    <message>
        <source>Session ends at any moment</source>
        <translation>Økten slutter når som helst</translation>
    </message>
    <message>
        <source>Ends now</source>
        <translation>Slutter nå</translation>
    </message>
    <message>
        <source>HelseID ends it then, whatever is done here. After that, log in again.</source>
        <translation>HelseID avslutter den da, uansett hva som gjøres her. Logg deretter inn på nytt.</translation>
    </message>
    <message numerus="yes">
        <source>The program&apos;s key ends in %n day(s)</source>
        <translation>
            <numerusform>Programmets nøkkel utløper om %n dag</numerusform>
            <numerusform>Programmets nøkkel utløper om %n dager</numerusform>
        </translation>
    </message>
    <message>
        <source>Key: {days} d</source>
        <translation>Nøkkel: {days} d</translation>
    </message>
    <message>
        <source>Nobody can log in here after that. Tell your IT department: it is replaced at HelseID Selvbetjening.</source>
        <translation>Etter det kan ingen logge inn her. Si fra til IT-avdelingen: Nøkkelen byttes i HelseID Selvbetjening.</translation>
    </message>
    <message>
        <source>▲ Clock wrong</source>
        <translation>▲ Feil klokke</translation>
    </message>
    <message>
        <source>Times here are corrected. Set the clock right, or tell your IT department.</source>
        <translation>Tidspunktene her er rettet. Still klokken, eller si fra til IT-avdelingen.</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minutt</numerusform>
            <numerusform>%n minutter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n timer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n dag</numerusform>
            <numerusform>%n dager</numerusform>
        </translation>
    </message>
    <message>
        <source>▲ This machine&apos;s clock is {amount} behind</source>
        <translation>▲ Maskinens klokke er {amount} etter</translation>
    </message>
    <message>
        <source>▲ This machine&apos;s clock is {amount} ahead</source>
        <translation>▲ Maskinens klokke er {amount} foran</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Prøvesvar – sandbox</source>
        <translation>Prøvesvar – sandkasse</translation>
    </message>
    <message>
        <source>Prøvesvar</source>
        <translation>Prøvesvar</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>TEST – synthetic people only. Not for treating patients.</source>
        <translation>TEST – bare syntetiske personer. Ikke for behandling av pasienter.</translation>
    </message>
    <message>
        <source>DRILL – synthetic people only. Nothing here is real.</source>
        <translation>ØVELSE – bare syntetiske personer. Ingenting her er ekte.</translation>
    </message>
    <message>
        <source>End the drill ({key})</source>
        <translation>Avslutt øvelsen ({key})</translation>
    </message>
    <message>
        <source>End the drill</source>
        <translation>Avslutt øvelsen</translation>
    </message>
    <message>
        <source>NOT IN OPERATION – no look-up is possible until the settings are right.</source>
        <translation>IKKE I DRIFT – ingen oppslag er mulige før innstillingene er rettet.</translation>
    </message>
    <message>
        <source>DRILL – Prøvesvar</source>
        <translation>ØVELSE – Prøvesvar</translation>
    </message>
    <message>
        <source>Prøvesvar – TEST</source>
        <translation>Prøvesvar – TEST</translation>
    </message>
    <message>
        <source>Production: real patients</source>
        <translation>Produksjon: ekte pasienter</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>An answer from the browser that does not belong to this login was ignored.</source>
        <translation>Et svar fra nettleseren som ikke hører til denne innloggingen, ble avvist.</translation>
    </message>
    <message>
        <source>The login is still waiting. If its page is gone, open the browser again.</source>
        <translation>Innloggingen venter fortsatt. Er siden borte, åpner du nettleseren igjen.</translation>
    </message>
    <message>
        <source>Try again. If it keeps happening, tell the support desk the reference.</source>
        <translation>Prøv igjen. Skjer det flere ganger, gi referansen til brukerstøtte.</translation>
    </message>
    <message>
        <source>Tell your IT department. What you typed is kept.</source>
        <translation>Si fra til IT-avdelingen. Det du har skrevet, er beholdt.</translation>
    </message>
    <message>
        <source>Press Enter to log in again. What you typed is kept.</source>
        <translation>Trykk Enter for å logge inn på nytt. Det du har skrevet, er beholdt.</translation>
    </message>
    <message>
        <source>The secure connection was refused: the server&apos;s certificate is not trusted here.</source>
        <translation>Den sikre forbindelsen ble avvist: Maskinen stoler ikke på sertifikatet til serveren.</translation>
    </message>
    <message>
        <source>Nothing was sent. Tell your IT department: a certificate of the network may be missing.</source>
        <translation>Ingenting ble sendt. Si fra til IT-avdelingen: Det kan mangle et sertifikat for nettverket.</translation>
    </message>
    <message>
        <source>The network&apos;s proxy did not let the program through.</source>
        <translation>Nettverkets proxy slapp ikke programmet gjennom.</translation>
    </message>
    <message>
        <source>Tell your IT department: the proxy must let this program reach HelseID and the results service.</source>
        <translation>Si fra til IT-avdelingen: Proxyen må slippe programmet fram til HelseID og Pasientens prøvesvar.</translation>
    </message>
    <message>
        <source>Wait a little and press Enter to try again.</source>
        <translation>Vent litt, og trykk Enter for å prøve igjen.</translation>
    </message>
    <message>
        <source>A setting is not valid: {setting} in {where}. Allowed: {allowed}.</source>
        <translation>En innstilling er ikke gyldig: {setting} i {where}. Tillatt: {allowed}.</translation>
    </message>
    <message>
        <source>This setting may only come from the machine&apos;s policy: {setting}.</source>
        <translation>Denne innstillingen kan bare komme fra maskinens policy: {setting}.</translation>
    </message>
    <message>
        <source>This program has not been set up for HelseID yet.</source>
        <translation>Programmet er ikke satt opp for HelseID ennå.</translation>
    </message>
    <message>
        <source>Set up the client, or ask your IT department to. Then press Enter.</source>
        <translation>Sett opp klienten, eller be IT-avdelingen gjøre det. Trykk så Enter.</translation>
    </message>
    <message>
        <source>The program&apos;s HelseID key was not found.</source>
        <translation>Fant ikke programmets HelseID-nøkkel.</translation>
    </message>
    <message>
        <source>Tell your IT department to import the key again. What you typed is kept.</source>
        <translation>Be IT-avdelingen ta inn nøkkelen på nytt. Det du har skrevet, er beholdt.</translation>
    </message>
    <message>
        <source>The program&apos;s HelseID key cannot be used.</source>
        <translation>Programmets HelseID-nøkkel kan ikke brukes.</translation>
    </message>
    <message>
        <source>This account may not read the machine&apos;s HelseID key.</source>
        <translation>Denne brukerkontoen har ikke lov til å lese maskinens HelseID-nøkkel.</translation>
    </message>
    <message>
        <source>Your IT department adds the account to the group that may read {file}. What you typed is kept.</source>
        <translation>IT-avdelingen legger kontoen til i gruppen som kan lese {file}. Det du har skrevet, er bevart.</translation>
    </message>
    <message>
        <source>The program&apos;s HelseID key may only be replaced by its owner.</source>
        <translation>Bare eieren kan bytte programmets HelseID-nøkkel.</translation>
    </message>
    <message>
        <source>The program&apos;s HelseID key expired on {date}.</source>
        <translation>Programmets HelseID-nøkkel utløp {date}.</translation>
    </message>
    <message>
        <source>Your IT department makes a new key at HelseID Selvbetjening and takes it in. What you typed is kept.</source>
        <translation>IT-avdelingen lager en ny nøkkel i HelseID Selvbetjening og henter den inn. Det du har skrevet, beholdes.</translation>
    </message>
    <message>
        <source>Another program is replacing the HelseID key just now.</source>
        <translation>Et annet program holder på å bytte HelseID-nøkkelen.</translation>
    </message>
    <message>
        <source>This machine has no password store that keeps the program&apos;s HelseID key.</source>
        <translation>Denne maskinen har ikke noe passordlager som kan oppbevare programmets HelseID-nøkkel.</translation>
    </message>
    <message>
        <source>The system&apos;s password store is locked.</source>
        <translation>Systemets passordlager er låst.</translation>
    </message>
    <message>
        <source>Press Enter to try again, and unlock it when the system asks for its password.</source>
        <translation>Trykk Enter for å prøve igjen, og lås det opp når systemet ber om passordet.</translation>
    </message>
    <message>
        <source>The system&apos;s password store does not answer.</source>
        <translation>Systemets passordlager svarer ikke.</translation>
    </message>
    <message>
        <source>Unlock it if the system asks for it, and press Enter to try again.</source>
        <translation>Lås det opp hvis systemet ber om det, og trykk Enter for å prøve igjen.</translation>
    </message>
    <message>
        <source>The system&apos;s password store reports an error.</source>
        <translation>Systemets passordlager melder om en feil.</translation>
    </message>
    <message>
        <source>Press Enter to try again. If it goes on, tell your IT department.</source>
        <translation>Trykk Enter for å prøve igjen. Si fra til IT-avdelingen hvis det fortsetter.</translation>
    </message>
    <message>
        <source>HelseID&apos;s description of itself cannot be used.</source>
        <translation>Opplysningene fra HelseID om innlogging kan ikke brukes.</translation>
    </message>
    <message>
        <source>Another program uses the ports for the answer from the browser: {ports}.</source>
        <translation>Et annet program bruker portene for svaret fra nettleseren: {ports}.</translation>
    </message>
    <message>
        <source>Close other copies of this program and press Enter to try again, or tell your IT department.</source>
        <translation>Lukk andre vinduer av dette programmet, og trykk Enter for å prøve igjen, eller si fra til IT-avdelingen.</translation>
    </message>
    <message>
        <source>The browser could not be started.</source>
        <translation>Nettleseren kunne ikke startes.</translation>
    </message>
    <message>
        <source>Copy the login address and open it in a browser on this machine, or cancel and try again.</source>
        <translation>Kopier innloggingsadressen og åpne den i en nettleser på denne maskinen, eller avbryt og prøv igjen.</translation>
    </message>
    <message>
        <source>Check the number, the basis and the role.</source>
        <translation>Kontroller nummeret, grunnlaget og rollen.</translation>
    </message>
    <message>
        <source>The login was not finished in time.</source>
        <translation>Innloggingen ble ikke fullført i tide.</translation>
    </message>
    <message>
        <source>There is no such settings file: {where}.</source>
        <translation>Innstillingsfilen finnes ikke: {where}.</translation>
    </message>
    <message>
        <source>Try again. If it keeps happening, tell the support desk.</source>
        <translation>Prøv igjen. Skjer det flere ganger, si fra til brukerstøtte.</translation>
    </message>
    <message>
        <source>There is no contact with {service}.</source>
        <translation>Ingen kontakt med {service}.</translation>
    </message>
    <message>
        <source>{service} did not answer in time.</source>
        <translation>{service} svarte ikke i tide.</translation>
    </message>
    <message>
        <source>The connection to {service} was broken before the whole answer had come.</source>
        <translation>Forbindelsen til {service} ble brutt før hele svaret var kommet.</translation>
    </message>
    <message>
        <source>Press Enter to try again.</source>
        <translation>Enter prøver igjen.</translation>
    </message>
    <message>
        <source>{service} answered with something that cannot be read.</source>
        <translation>{service} svarte med noe som ikke kan leses.</translation>
    </message>
    <message>
        <source>{service} has an error of its own.</source>
        <translation>Det er en feil hos {service}.</translation>
    </message>
    <message>
        <source>{service} is busy.</source>
        <translation>{service} er overbelastet.</translation>
    </message>
    <message>
        <source>The settings file cannot be read: {where}. {why}</source>
        <translation>Innstillingsfilen kan ikke leses: {where}. {why}</translation>
    </message>
    <message>
        <source>Correct the file, or tell your IT department. Then press Enter to try again. What you typed is kept.</source>
        <translation>Rett filen, eller si fra til IT-avdelingen. Trykk deretter Enter for å prøve igjen. Det du har skrevet, er beholdt.</translation>
    </message>
    <message>
        <source>Remove it from {where}, or tell your IT department. Then press Enter to try again. What you typed is kept.</source>
        <translation>Fjern den fra {where}, eller si fra til IT-avdelingen. Trykk deretter Enter for å prøve igjen. Det du har skrevet, er beholdt.</translation>
    </message>
    <message>
        <source>A newer version of this program has kept the key, in a way that this one does not know.</source>
        <translation>En nyere versjon av programmet har lagret nøkkelen på en måte som denne versjonen ikke kjenner.</translation>
    </message>
    <message>
        <source>Nothing of it was changed. Ask your IT department for the newer version.</source>
        <translation>Ingenting av den er endret. Be IT-avdelingen om den nyere versjonen.</translation>
    </message>
    <message>
        <source>The HelseID key cannot be replaced: nothing can be written in {folder}.</source>
        <translation>HelseID-nøkkelen kan ikke byttes: det går ikke å skrive i {folder}.</translation>
    </message>
    <message>
        <source>Make room there, or tell your IT department. Then press Enter to try again.</source>
        <translation>Frigjør plass der, eller si fra til IT-avdelingen. Trykk deretter Enter for å prøve igjen.</translation>
    </message>
    <message>
        <source>Press Enter to start a new login. What you typed is kept.</source>
        <translation>Trykk Enter for å starte en ny innlogging. Det du har skrevet, er beholdt.</translation>
    </message>
    <message>
        <source>The login was cancelled or refused in the browser.</source>
        <translation>Innloggingen ble avbrutt eller avvist i nettleseren.</translation>
    </message>
    <message>
        <source>The page in the browser leads nowhere now: close it. Press Enter to start a new login. What you typed is kept.</source>
        <translation>Siden i nettleseren fører ikke fram lenger: lukk den. Trykk Enter for å starte en ny innlogging. Det du har skrevet, er beholdt.</translation>
    </message>
    <message>
        <source>HelseID refused the login.</source>
        <translation>HelseID avviste innloggingen.</translation>
    </message>
    <message>
        <source>HelseID does not accept this program as it is set up.</source>
        <translation>HelseID godtar ikke programmet slik det er satt opp.</translation>
    </message>
    <message>
        <source>HelseID did not accept the organisation.</source>
        <translation>HelseID godtok ikke virksomheten.</translation>
    </message>
    <message>
        <source>Choose another organisation, or tell your IT department to register this one.</source>
        <translation>Velg en annen virksomhet, eller be IT-avdelingen registrere denne.</translation>
    </message>
    <message>
        <source>The client is registered for bound tokens (DPoP), but the program is set to version 1.</source>
        <translation>Klienten er registrert for bundne token (DPoP), men programmet er satt til versjon 1.</translation>
    </message>
    <message>
        <source>Tell your IT department: set api_version to 2, or change the registration.</source>
        <translation>Si fra til IT-avdelingen: Sett api_version til 2, eller endre registreringen.</translation>
    </message>
    <message>
        <source>The access that HelseID gave is for another service, and was not used.</source>
        <translation>Tilgangen fra HelseID gjelder en annen tjeneste og ble ikke brukt.</translation>
    </message>
    <message>
        <source>Tell your IT department: the client&apos;s access to the results service must be corrected.</source>
        <translation>Si fra til IT-avdelingen: Klientens tilgang til Pasientens prøvesvar må rettes.</translation>
    </message>
    <message>
        <source>The login was not at security level 4.</source>
        <translation>Innloggingen var ikke på sikkerhetsnivå 4.</translation>
    </message>
    <message>
        <source>Log in again with BankID, Buypass or Commfides at the highest level.</source>
        <translation>Logg inn på nytt med BankID, Buypass eller Commfides på høyeste nivå.</translation>
    </message>
    <message>
        <source>The person who logged in has no number in the health personnel register (HPR).</source>
        <translation>Den som logget inn, har ikke HPR-nummer.</translation>
    </message>
    <message>
        <source>Only authorised health personnel can look up results. Log in as yourself, or check HPR.</source>
        <translation>Bare autorisert helsepersonell kan slå opp prøvesvar. Logg inn som deg selv, eller kontroller HPR.</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is wrong by {seconds} seconds.</source>
        <translation>Klokken på maskinen går {seconds} sekunder feil.</translation>
    </message>
    <message>
        <source>Set the clock right, or tell your IT department, and try again.</source>
        <translation>Still klokken, eller si fra til IT-avdelingen, og prøv igjen.</translation>
    </message>
    <message>
        <source>The PIN was wrong three times. The login was ended, and what was open is deleted.</source>
        <translation>PIN-koden var feil tre ganger. Innloggingen er avsluttet, og det som var åpent, er slettet.</translation>
    </message>
    <message>
        <source>Log in to go on.</source>
        <translation>Logg inn for å fortsette.</translation>
    </message>
    <message>
        <source>Your login has expired.</source>
        <translation>Innloggingen din er utløpt.</translation>
    </message>
    <message>
        <source>You are not logged in.</source>
        <translation>Du er ikke logget inn.</translation>
    </message>
    <message>
        <source>The service did not accept the question.</source>
        <translation>Tjenesten godtok ikke forespørselen.</translation>
    </message>
    <message>
        <source>{service} did not accept your login.</source>
        <translation>{service} godtok ikke innloggingen din.</translation>
    </message>
    <message>
        <source>The service refused access.</source>
        <translation>Tjenesten nektet tilgang.</translation>
    </message>
    <message>
        <source>Check that the role and the organisation are right. This is not the same as «nothing found».</source>
        <translation>Kontroller at rollen og virksomheten er riktige. Dette er ikke det samme som «ingen svar funnet».</translation>
    </message>
    <message>
        <source>The service refused to open restricted results.</source>
        <translation>Tjenesten avslo å åpne sperrede prøvesvar.</translation>
    </message>
    <message>
        <source>The ordinary basis is in force again.</source>
        <translation>Det ordinære grunnlaget gjelder igjen.</translation>
    </message>
    <message>
        <source>The list of roles could not be updated.</source>
        <translation>Listen over roller kunne ikke oppdateres.</translation>
    </message>
    <message>
        <source>The copy at hand is used. You can go on working.</source>
        <translation>Listen som finnes her, brukes. Du kan arbeide videre.</translation>
    </message>
    <message>
        <source>The access journal could not be written: there is no room left on the disk.</source>
        <translation>Tilgangsloggen kunne ikke skrives: Det er ikke mer plass på disken.</translation>
    </message>
    <message>
        <source>You can go on working. Tell your IT department now: look-ups are not being recorded here.</source>
        <translation>Du kan arbeide videre. Si fra til IT-avdelingen nå: Oppslag blir ikke registrert her.</translation>
    </message>
    <message>
        <source>A newer version of this program has kept the access journal; it was left as it is.</source>
        <translation>En nyere versjon av programmet har ført tilgangsloggen; den er ikke rørt.</translation>
    </message>
    <message>
        <source>You can go on working. Ask your IT department now for the newer version: look-ups are not being recorded here.</source>
        <translation>Du kan arbeide videre. Be IT-avdelingen om den nyere versjonen nå: Oppslag blir ikke registrert her.</translation>
    </message>
    <message>
        <source>The access journal on this machine cannot be used.</source>
        <translation>Tilgangsloggen på denne maskinen kan ikke brukes.</translation>
    </message>
    <message>
        <source>The sandbox could not be started.</source>
        <translation>Sandkassen kunne ikke startes.</translation>
    </message>
    <message>
        <source>The token takes one more try, and locks itself then: ask your IT department. What you typed is kept.</source>
        <translation>Nøkkelenheten tar ett forsøk til før den låser seg: Spør IT-avdelingen. Det du har skrevet, er beholdt.</translation>
    </message>
    <message>
        <source>The PIN for the program&apos;s HelseID key was refused: {store}.</source>
        <translation>PIN-koden til programmets HelseID-nøkkel ble avvist: {store}.</translation>
    </message>
    <message>
        <source>Install the program again, with all that belongs to it, and start it anew.</source>
        <translation>Installer programmet på nytt, med alt som hører til, og start det igjen.</translation>
    </message>
    <message>
        <source>Something went wrong in the program itself.</source>
        <translation>Noe gikk galt i selve programmet.</translation>
    </message>
    <message>
        <source>Try again. If it keeps happening, tell the support desk; the log has the details.</source>
        <translation>Prøv igjen. Skjer det flere ganger, si fra til brukerstøtte; detaljene står i loggen.</translation>
    </message>
    <message>
        <source>Check the network (Helsenettet).</source>
        <translation>Sjekk nettet (Helsenettet).</translation>
    </message>
    <message>
        <source>Fetching the program&apos;s key …</source>
        <translation>Henter programmets nøkkel …</translation>
    </message>
    <message>
        <source>The system&apos;s password store is locked. Unlock it where the system asks for its password.</source>
        <translation>Systemets passordlager er låst. Lås det opp der systemet ber om passordet.</translation>
    </message>
    <message>
        <source>Asking HelseID how to log in …</source>
        <translation>Spør HelseID om innlogging …</translation>
    </message>
    <message>
        <source>Making ready for the answer from the browser …</source>
        <translation>Gjør klart for svaret fra nettleseren …</translation>
    </message>
    <message>
        <source>Announcing the login to HelseID …</source>
        <translation>Melder innloggingen til HelseID …</translation>
    </message>
    <message>
        <source>Receiving the login …</source>
        <translation>Mottar innloggingen …</translation>
    </message>
    <message>
        <source>Getting access to the results service …</source>
        <translation>Henter tilgang til Pasientens prøvesvar …</translation>
    </message>
    <message>
        <source>Logged in.</source>
        <translation>Logget inn.</translation>
    </message>
    <message>
        <source>Asking for results …</source>
        <translation>Henter prøvesvar …</translation>
    </message>
    <message>
        <source>Reading the answer …</source>
        <translation>Leser svaret …</translation>
    </message>
    <message>
        <source>Fetching more …</source>
        <translation>Henter flere …</translation>
    </message>
    <message>
        <source>Fetching what is missing …</source>
        <translation>Henter det som mangler …</translation>
    </message>
    <message>
        <source>All results are fetched.</source>
        <translation>Alle prøvesvar er hentet.</translation>
    </message>
    <message>
        <source>You are logged out.</source>
        <translation>Du er logget ut.</translation>
    </message>
    <message>
        <source>HelseID has ended your login.</source>
        <translation>HelseID har avsluttet innloggingen din.</translation>
    </message>
    <message>
        <source>Your login could not be renewed.</source>
        <translation>Innloggingen din kunne ikke fornyes.</translation>
    </message>
    <message>
        <source>HelseID (login)</source>
        <translation>HelseID (innlogging)</translation>
    </message>
    <message>
        <source>Pasientens prøvesvar (results)</source>
        <translation>Pasientens prøvesvar</translation>
    </message>
    <message>
        <source>The service</source>
        <translation>Tjenesten</translation>
    </message>
    <message>
        <source>the service</source>
        <translation>tjenesten</translation>
    </message>
    <message>
        <source>{setting}, entry {entry}</source>
        <translation>{setting}, oppføring {entry}</translation>
    </message>
    <message>
        <source>And {count} more.</source>
        <translation>Og {count} til.</translation>
    </message>
    <message>
        <source>{file}, line {line}</source>
        <translation>{file}, linje {line}</translation>
    </message>
    <message>
        <source>The file of the HelseID key is not protected as it must be, and is not used.</source>
        <translation>Filen med HelseID-nøkkelen er ikke beskyttet slik den må være, og brukes ikke.</translation>
    </message>
    <message>
        <source>Your IT department corrects who may read and change {file} and its folder. What you typed is kept.</source>
        <translation>IT-avdelingen retter hvem som kan lese og endre {file} og mappen. Det du har skrevet, er bevart.</translation>
    </message>
    <message>
        <source>Try again once. If it happens again, tell the support desk: it is not your login.</source>
        <translation>Prøv én gang til. Skjer det igjen, si fra til brukerstøtte: Det er ikke innloggingen din som er feil.</translation>
    </message>
    <message>
        <source>The encryption of the connection to {service} is too old.</source>
        <translation>Krypteringen av forbindelsen til {service} er for gammel.</translation>
    </message>
    <message>
        <source>Nothing was sent. Tell your IT department: the connection must use TLS 1.2 or newer.</source>
        <translation>Ingenting ble sendt. Si fra til IT-avdelingen: Forbindelsen må bruke TLS 1.2 eller nyere.</translation>
    </message>
    <message>
        <source>The system lets no program use the ports for the answer from the browser: {ports}.</source>
        <translation>Systemet lar ingen program bruke portene for svaret fra nettleseren: {ports}.</translation>
    </message>
    <message>
        <source>No other program is in the way. Tell your IT department: the system has reserved these ports.</source>
        <translation>Det er ikke et annet program som er i veien. Si fra til IT-avdelingen: Systemet har reservert disse portene.</translation>
    </message>
    <message>
        <source>The ports for the answer from the browser cannot be used: {ports} ({reason}).</source>
        <translation>Portene for svaret fra nettleseren kan ikke brukes: {ports} ({reason}).</translation>
    </message>
    <message>
        <source>Another server than HelseID answered the login. The answer was not used.</source>
        <translation>En annen server enn HelseID svarte på innloggingen. Svaret ble ikke brukt.</translation>
    </message>
    <message>
        <source>Stop: do not log in again on this machine. Close the page in the browser and tell your IT department now.</source>
        <translation>Stopp: Ikke logg inn igjen på denne maskinen. Lukk siden i nettleseren, og si fra til IT-avdelingen med en gang.</translation>
    </message>
    <message>
        <source>Tell your IT department: the program&apos;s key may have been replaced or have expired, or its registration in HelseID is wrong. It is not your login.</source>
        <translation>Si fra til IT-avdelingen: Nøkkelen til programmet kan være byttet eller utløpt, eller registreringen i HelseID er feil. Det er ikke innloggingen din som er feil.</translation>
    </message>
    <message>
        <source>HelseID did not give this program the access that it needs.</source>
        <translation>HelseID ga ikke programmet den tilgangen det trenger.</translation>
    </message>
    <message>
        <source>Tell your IT department: the client must be granted every scope that it asks for. It is not your login.</source>
        <translation>Si fra til IT-avdelingen: Klienten må få alle tilgangene (scope) den ber om. Det er ikke innloggingen din som er feil.</translation>
    </message>
    <message>
        <source>The organisation {orgnr} has not accepted the terms of the results service.</source>
        <translation>Virksomheten {orgnr} har ikke godtatt bruksvilkårene for prøvesvar.</translation>
    </message>
    <message>
        <source>Tell your IT department: whoever may sign for the organisation accepts the terms of use. It is not your login.</source>
        <translation>Si fra til IT-avdelingen: Den som kan signere for virksomheten, må godta vilkårene. Det er ikke innloggingen din som er feil.</translation>
    </message>
    <message>
        <source>HelseID refused the proof that this program owns its token.</source>
        <translation>HelseID avviste programmets bevis for at det eier tilgangen.</translation>
    </message>
    <message>
        <source>HelseID&apos;s answer is not one that this program may trust, and was not used.</source>
        <translation>Svaret fra HelseID er ikke et svar programmet kan stole på. Det ble ikke brukt.</translation>
    </message>
    <message>
        <source>Log in in the browser</source>
        <translation>Logg inn i nettleseren</translation>
    </message>
    <message>
        <source>Tell your IT department, which types it with provesvar-gui --token-pin. What you typed is kept.</source>
        <translation>Si fra til IT-avdelingen, som taster den inn med provesvar-gui --token-pin. Det du har skrevet, er beholdt.</translation>
    </message>
    <message>
        <source>Check organisation number and API key.</source>
        <translation>Kontroller organisasjonsnummer og API-nøkkel.</translation>
    </message>
    <message>
        <source>HelseID Selvbetjening did not take the new client.</source>
        <translation>HelseID Selvbetjening godtok ikke den nye klienten.</translation>
    </message>
    <message>
        <source>The store of the program&apos;s HelseID key reports an error: {store}.</source>
        <translation>Lageret med programmets HelseID-nøkkel melder en feil: {store}.</translation>
    </message>
    <message>
        <source>Nothing changed: begin again.</source>
        <translation>Ingenting er endret: begynn på nytt.</translation>
    </message>
    <message>
        <source>The PIN for the program&apos;s HelseID key is missing or wrong: {store}.</source>
        <translation>PIN-koden til programmets HelseID-nøkkel mangler eller er feil: {store}.</translation>
    </message>
    <message>
        <source>The store of the program&apos;s HelseID key is not there: {store}.</source>
        <translation>Lageret med programmets HelseID-nøkkel er ikke på plass: {store}.</translation>
    </message>
    <message>
        <source>The new client was not confirmed in Selvbetjening.</source>
        <translation>Den nye klienten ble ikke bekreftet i Selvbetjening.</translation>
    </message>
    <message>
        <source>The store of the program&apos;s HelseID key is locked: {store}.</source>
        <translation>Lageret med programmets HelseID-nøkkel er låst: {store}.</translation>
    </message>
    <message>
        <source>Put the card or token in and press Enter to try again, or tell your IT department. What you typed is kept.</source>
        <translation>Sett inn kortet eller nøkkelenheten og trykk Enter for å prøve igjen, eller si fra til IT-avdelingen. Det du har skrevet, er beholdt.</translation>
    </message>
    <message>
        <source>Waiting for your turn: others on this machine are logging in …</source>
        <translation>Venter på tur: andre på denne maskinen logger inn …</translation>
    </message>
    <message>
        <source>Fetching: {fetched} so far …</source>
        <translation>Henter: {fetched} så langt …</translation>
    </message>
    <message>
        <source>Fetching: {fetched} of {total} …</source>
        <translation>Henter: {fetched} av {total} …</translation>
    </message>
    <message>
        <source>Nothing was opened.</source>
        <translation>Ingenting ble åpnet.</translation>
    </message>
    <message>
        <source>Check the network connection.</source>
        <translation>Kontroller nettverket.</translation>
    </message>
    <message>
        <source>Check that this machine is on the Internet.</source>
        <translation>Kontroller at maskinen er på Internett.</translation>
    </message>
</context>
<context>
    <name>NumberEdit</name>
    <message>
        <source>Cu&amp;t</source>
        <translation>Klipp &amp;ut</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopier</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Lim inn</translation>
    </message>
</context>
<context>
    <name>NumberText</name>
    <message>
        <source>Enter an identity number or D-number.</source>
        <translation>Skriv inn fødselsnummer eller D-nummer.</translation>
    </message>
    <message>
        <source>Only digits are allowed.</source>
        <translation>Bare siffer er tillatt.</translation>
    </message>
    <message>
        <source>A Norwegian identity number or D-number has 11 digits.</source>
        <translation>Fødselsnummer og D-nummer har 11 siffer.</translation>
    </message>
    <message>
        <source>Ten digits. Did you mean {number}?</source>
        <translation>Ti siffer. Mener du {number}?</translation>
    </message>
    <message>
        <source>This looks like an organisation or HPR number.</source>
        <translation>Dette ser ut som et organisasjons- eller HPR-nummer.</translation>
    </message>
    <message>
        <source>A DUF number cannot be used here. Use a D-number or identity number.</source>
        <translation>DUF-nummer kan ikke brukes her. Bruk D-nummer eller fødselsnummer.</translation>
    </message>
    <message>
        <source>The number does not contain a valid date.</source>
        <translation>Nummeret inneholder ikke en gyldig dato.</translation>
    </message>
    <message>
        <source>The check digits do not match. Check the number.</source>
        <translation>Kontrollsifrene stemmer ikke. Sjekk nummeret.</translation>
    </message>
    <message>
        <source>This is a synthetic test number and cannot be used in production.</source>
        <translation>Dette er et syntetisk testnummer og kan ikke brukes i produksjon.</translation>
    </message>
    <message>
        <source>A local temporary number (H-number) is valid only inside one organisation.</source>
        <translation>Lokalt hjelpenummer (H-nummer) gjelder bare i egen virksomhet.</translation>
    </message>
    <message>
        <source>Shared temporary number. National services usually require an identity number or D-number.</source>
        <translation>Felles hjelpenummer. Nasjonale tjenester krever vanligvis fødselsnummer eller D-nummer.</translation>
    </message>
    <message>
        <source>This is a known test person.</source>
        <translation>Dette er en kjent testperson.</translation>
    </message>
    <message>
        <source>This number looks real. Use only synthetic persons in test.</source>
        <translation>Nummeret ser ekte ut. Bruk bare syntetiske personer i test.</translation>
    </message>
    <message>
        <source>The check digit follows the rules that apply from 2032. Verify the number.</source>
        <translation>Kontrollsifferet følger reglene som gjelder fra 2032. Kontroller nummeret.</translation>
    </message>
    <message>
        <source>The date of birth is in the future.</source>
        <translation>Fødselsdatoen ligger fram i tid.</translation>
    </message>
    <message>
        <source>The number is from a series that is not in use. Verify it.</source>
        <translation>Nummeret er fra en serie som ikke er i bruk. Kontroller det.</translation>
    </message>
    <message>
        <source>The number implies an age above 120. Verify it.</source>
        <translation>Nummeret tilsier en alder over 120 år. Kontroller det.</translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation>Fødselsnummer</translation>
    </message>
    <message>
        <source>D-number</source>
        <translation>D-nummer</translation>
    </message>
    <message>
        <source>Shared temporary number</source>
        <translation>Felles hjelpenummer</translation>
    </message>
    <message>
        <source>{state}. {reason}</source>
        <translation>{state}. {reason}</translation>
    </message>
    <message>
        <source>{count} of 11 digits</source>
        <translation>{count} av 11 siffer</translation>
    </message>
    <message>
        <source>{kind} · born {day} (from the number)</source>
        <translation>{kind} · født {day} (fra nummeret)</translation>
    </message>
    <message>
        <source>Not valid</source>
        <translation>Ikke gyldig</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Kontroller</translation>
    </message>
    <message>
        <source>Valid · {known}</source>
        <translation>Gyldig · {known}</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gyldig</translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n år</numerusform>
            <numerusform>%n år</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenedBar</name>
    <message>
        <source>End the opening</source>
        <translation>Avslutt åpningen</translation>
    </message>
    <message>
        <source>End now</source>
        <translation>Avslutt nå</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>The patient has restricted these results for all health personnel.</source>
        <translation>Pasienten har sperret disse svarene for alt helsepersonell.</translation>
    </message>
    <message>
        <source>The patient has blocked these results for you or your organisation.</source>
        <translation>Pasienten har sperret disse svarene for deg eller virksomheten din.</translation>
    </message>
    <message>
        <source>The patient has opted out of Pasientens prøvesvar.</source>
        <translation>Pasienten har reservert seg mot Pasientens prøvesvar.</translation>
    </message>
    <message>
        <source>Unknown answer: the service gave a reason that this program does not know. Opening may be refused.</source>
        <translation>Ukjent svar: Tjenesten oppga en årsak som programmet ikke kjenner. Åpningen kan bli avvist.</translation>
    </message>
    <message>
        <source>The service has not reported anything restricted. If there is nothing more, it refuses.</source>
        <translation>Tjenesten har ikke meldt at noe er sperret. Finnes det ikke noe mer, avviser den forespørselen.</translation>
    </message>
    <message numerus="yes">
        <source>Every restricted result of {number} is opened for %n minute(s), for this look-up only.
The opening is logged separately and may be shown to the patient.</source>
        <translation>
            <numerusform>Alle sperrede svar for {number} åpnes i %n minutt, bare for dette oppslaget.
Åpningen logges særskilt og kan vises for pasienten.</numerusform>
            <numerusform>Alle sperrede svar for {number} åpnes i %n minutter, bare for dette oppslaget.
Åpningen logges særskilt og kan vises for pasienten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose the ground: S or A.</source>
        <translation>Velg grunnlag: S eller A.</translation>
    </message>
    <message>
        <source>That came too soon to count. Press {key} once more to open.</source>
        <translation>Det kom for tidlig til å telle. Trykk {key} én gang til for å åpne.</translation>
    </message>
    <message>
        <source>Opening was asked for; nothing more came</source>
        <translation>Åpning er bedt om; det kom ikke noe mer</translation>
    </message>
    <message>
        <source>Opening was asked for – the patient&apos;s consent</source>
        <translation>Åpning er bedt om – pasientens samtykke</translation>
    </message>
    <message>
        <source>Opening was asked for – emergency</source>
        <translation>Åpning er bedt om – akuttsituasjon</translation>
    </message>
    <message>
        <source>Restricted results are open – the patient&apos;s consent</source>
        <translation>Sperrede svar er åpnet – pasientens samtykke</translation>
    </message>
    <message>
        <source>Restricted results are open – emergency</source>
        <translation>Sperrede svar er åpnet – akuttsituasjon</translation>
    </message>
    <message>
        <source>Opening was asked for, but the service still gives no access</source>
        <translation>Åpning er bedt om, men tjenesten gir fortsatt ikke tilgang</translation>
    </message>
    <message>
        <source>Nothing was opened.</source>
        <translation>Ingenting ble åpnet.</translation>
    </message>
    <message>
        <source>Which of them the patient has restricted cannot be told: there is no whole ordinary answer to compare with.</source>
        <translation>Det kan ikke sies hvilke av dem pasienten har sperret: Det finnes ikke noe fullstendig ordinært svar å sammenligne med.</translation>
    </message>
    <message>
        <source>Nothing came that the ordinary answer did not have.</source>
        <translation>Det kom ikke noe som det vanlige svaret ikke hadde.</translation>
    </message>
    <message>
        <source>Nothing is here that the ordinary answer did not have, but not everything is here: more may have been opened.</source>
        <translation>Her er ikke noe som det vanlige svaret ikke hadde, men ikke alt er her: det kan være åpnet mer.</translation>
    </message>
    <message>
        <source>Open – the patient&apos;s consent</source>
        <translation>Åpne – pasientens samtykke</translation>
    </message>
    <message>
        <source>Open – emergency</source>
        <translation>Åpne – akuttsituasjon</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Åpne</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) or result(s) are marked «Opened».</source>
        <translation>
            <numerusform>%n rapport eller svar er merket «Åpnet».</numerusform>
            <numerusform>%n rapporter eller svar er merket «Åpnet».</numerusform>
        </translation>
    </message>
    <message>
        <source>only with consent</source>
        <translation>bare ved samtykke</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} igjen</translation>
    </message>
    <message>
        <source>Choose the reason: {numbers}.</source>
        <translation>Velg begrunnelse: {numbers}.</translation>
    </message>
    <message numerus="yes">
        <source>All %n report(s) were opened and are marked «Opened».</source>
        <translation>
            <numerusform>Den ene rapporten er åpnet og merket «Åpnet».</numerusform>
            <numerusform>Alle %n rapporter er åpnet og merket «Åpnet».</numerusform>
        </translation>
    </message>
    <message>
        <source>emergency only</source>
        <translation>bare ved akutt</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) were opened: all in them is marked «Opened».</source>
        <translation>
            <numerusform>%n rapport er åpnet: alt i den er merket «Åpnet».</numerusform>
            <numerusform>%n rapporter er åpnet: alt i dem er merket «Åpnet».</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpeningPanel</name>
    <message>
        <source>Cancel, open nothing</source>
        <translation>Avbryt, åpne ingenting</translation>
    </message>
    <message>
        <source>The service says: «{text}»</source>
        <translation>Tjenesten sier: «{text}»</translation>
    </message>
    <message>
        <source>Open restricted results</source>
        <translation>Åpne sperrede svar</translation>
    </message>
    <message>
        <source>Choose the ground first.</source>
        <translation>Velg grunnlag først.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Begrunnelse</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>Grunnlag</translation>
    </message>
    <message>
        <source>To the log of this machine only</source>
        <translation>Bare i loggen på denne maskinen</translation>
    </message>
</context>
<context>
    <name>OrganisationPicker</name>
    <message>
        <source>&amp;Organisation</source>
        <translation>&amp;Virksomhet</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Virksomhet</translation>
    </message>
    <message>
        <source>The organisation you look up for. The patient can see it.</source>
        <translation>Virksomheten du slår opp for. Pasienten kan se den.</translation>
    </message>
    <message>
        <source>Choose the organisation</source>
        <translation>Velg virksomhet</translation>
    </message>
    <message>
        <source>{name} ({orgnr})</source>
        <translation>{name} ({orgnr})</translation>
    </message>
    <message>
        <source>Filled in: used last</source>
        <translation>Fylt ut: brukt sist</translation>
    </message>
    <message>
        <source>Unknown organisation «{typed}». Choose one from the list.</source>
        <translation>Ukjent virksomhet «{typed}». Velg en fra listen.</translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message>
        <source>The service says: «{text}»</source>
        <translation>Tjenesten sier: «{text}»</translation>
    </message>
    <message>
        <source>The patient has blocked test results for you or your organisation.</source>
        <translation>Pasienten har sperret prøvesvar for deg eller virksomheten din.</translation>
    </message>
    <message>
        <source>The patient has restricted results.</source>
        <translation>Pasienten har sperret svar.</translation>
    </message>
    <message>
        <source>The patient has opted out of Pasientens prøvesvar.</source>
        <translation>Pasienten har reservert seg mot Pasientens prøvesvar.</translation>
    </message>
    <message>
        <source>Unknown answer about access</source>
        <translation>Ukjent svar om tilgang</translation>
    </message>
    <message>
        <source>The answer is incomplete</source>
        <translation>Svaret er ufullstendig</translation>
    </message>
    <message>
        <source>No results found in Pasientens prøvesvar</source>
        <translation>Ingen prøvesvar funnet i Pasientens prøvesvar</translation>
    </message>
    <message>
        <source>Message from the service</source>
        <translation>Melding fra tjenesten</translation>
    </message>
    <message>
        <source>The service answered with something this program does not know. Its own words stand below.</source>
        <translation>Tjenesten svarte noe dette programmet ikke kjenner. Tjenestens egne ord står under.</translation>
    </message>
    <message>
        <source>Something failed in the service, or was not reached. More results may exist. Look up again, or call the laboratory.</source>
        <translation>Noe feilet i tjenesten, eller noe ble ikke nådd. Det kan finnes flere svar. Slå opp på nytt, eller ring laboratoriet.</translation>
    </message>
    <message>
        <source>They may be opened with the patient&apos;s consent, or in an emergency. The opening is logged separately.</source>
        <translation>Kan åpnes med pasientens samtykke, eller i en akuttsituasjon. Åpningen logges særskilt.</translation>
    </message>
    <message>
        <source>The service answered with something this program does not know; its own words stand below. If it means that results are restricted, they may be opened with the patient&apos;s consent, or in an emergency.</source>
        <translation>Tjenesten svarte med noe programmet ikke kjenner; ordene dens står nedenfor. Betyr det at svar er sperret, kan de åpnes med pasientens samtykke, eller i en akuttsituasjon.</translation>
    </message>
    <message>
        <source>Nothing that can be shown</source>
        <translation>Ingenting kan vises</translation>
    </message>
    <message numerus="yes">
        <source>%n withheld: another person?</source>
        <translation>
            <numerusform>%n holdt tilbake: annen person?</numerusform>
            <numerusform>%n holdt tilbake: annen person?</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to show here. Ask the patient, or call the laboratory: there may be results there, or in your records.</source>
        <translation>Det er ingenting å vise her. Spør pasienten, eller ring laboratoriet: det kan finnes svar der, eller i din egen journal.</translation>
    </message>
    <message>
        <source>The answer held something, or did not come whole. This does not mean that there are no results. Ask the patient, or call the laboratory.</source>
        <translation>Svaret fra tjenesten hadde innhold, eller kom ikke helt fram. Det betyr ikke at det ikke finnes prøvesvar. Spør pasienten, eller ring laboratoriet.</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the answer could not be read at all</source>
        <translation>
            <numerusform>%n del av svaret kunne ikke leses</numerusform>
            <numerusform>%n deler av svaret kunne ikke leses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n detail(s) could not be read</source>
        <translation>
            <numerusform>%n opplysning kunne ikke leses</numerusform>
            <numerusform>%n opplysninger kunne ikke leses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of a kind this program does not know</source>
        <translation>
            <numerusform>%n del er av en type programmet ikke kjenner</numerusform>
            <numerusform>%n deler er av en type programmet ikke kjenner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) came without their report</source>
        <translation>
            <numerusform>%n svar kom uten rapporten sin</numerusform>
            <numerusform>%n svar kom uten rapporten sin</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) that the reports name did not come</source>
        <translation>
            <numerusform>%n svar som rapportene viser til, kom ikke</numerusform>
            <numerusform>%n svar som rapportene viser til, kom ikke</numerusform>
        </translation>
    </message>
    <message>
        <source>The number of reports fetched is not the number the service says it has</source>
        <translation>Antall rapporter som er hentet, stemmer ikke med antallet tjenesten oppgir</translation>
    </message>
    <message>
        <source>Fetching stopped before the end. More reports may exist ({what})</source>
        <translation>Hentingen stoppet før den var ferdig. Det kan finnes flere rapporter ({what})</translation>
    </message>
    <message>
        <source>The service refused to send some details ({what})</source>
        <translation>Tjenesten ville ikke sende alle opplysninger ({what})</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) that a report refers to did not come</source>
        <translation>
            <numerusform>%n opplysning som en rapport viser til, kom ikke</numerusform>
            <numerusform>%n opplysninger som rapportene viser til, kom ikke</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) or result(s) withheld: may be about another person.</source>
        <translation>
            <numerusform>%n svar holdes tilbake: kan gjelde en annen person.</numerusform>
            <numerusform>%n svar holdes tilbake: kan gjelde en annen person.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask the patient, or call the laboratory.</source>
        <translation>Spør pasienten, eller ring laboratoriet.</translation>
    </message>
    <message>
        <source>Give the look-up ID to {contact}.</source>
        <translation>Gi oppslags-id til {contact}.</translation>
    </message>
    <message>
        <source>Give the look-up ID to the support desk.</source>
        <translation>Gi oppslags-id til brukerstøtte.</translation>
    </message>
    <message>
        <source>Whom to call …</source>
        <translation>Hvem du ringer …</translation>
    </message>
    <message numerus="yes">
        <source>The service said more than can be shown: %n message(s) were left out</source>
        <translation>
            <numerusform>Tjenesten sendte flere meldinger enn det er plass til: %n melding er utelatt</numerusform>
            <numerusform>Tjenesten sendte flere meldinger enn det er plass til: %n meldinger er utelatt</numerusform>
        </translation>
    </message>
    <message>
        <source>Questions about access: {contact}.</source>
        <translation>Spørsmål om tilgangen: {contact}.</translation>
    </message>
    <message>
        <source>Open restricted results …</source>
        <translation>Åpne sperrede svar …</translation>
    </message>
    <message>
        <source>All numbers …</source>
        <translation>Alle numre …</translation>
    </message>
    <message>
        <source>This does not mean that none exist: not every laboratory delivers to the service. {history} Ask the patient, or call the laboratory.</source>
        <translation>Det betyr ikke at det ikke finnes prøvesvar: ikke alle laboratorier leverer til tjenesten. {history} Spør pasienten, eller ring laboratoriet.</translation>
    </message>
    <message>
        <source>Copy ID</source>
        <translation>Kopier id</translation>
    </message>
    <message>
        <source>The results cannot be opened from here, not even in an emergency. Ask the patient, or call the laboratory or the requester.</source>
        <translation>Svarene kan ikke åpnes herfra, heller ikke i en akuttsituasjon. Spør pasienten, eller ring laboratoriet eller rekvirenten.</translation>
    </message>
    <message numerus="yes">
        <source>Whole text (%n more)</source>
        <translation>
            <numerusform>Hele teksten (%n til)</numerusform>
            <numerusform>Hele teksten (%n til)</numerusform>
        </translation>
    </message>
    <message>
        <source>Whole text</source>
        <translation>Hele teksten</translation>
    </message>
    <message>
        <source>{message}, and {other}</source>
        <translation>{message}, og {other}</translation>
    </message>
    <message numerus="yes">
        <source>%n withheld: may be about another person</source>
        <translation>
            <numerusform>%n holdt tilbake: kan gjelde en annen person</numerusform>
            <numerusform>%n holdt tilbake: kan gjelde en annen person</numerusform>
        </translation>
    </message>
    <message>
        <source>The results cannot be opened now. Ask the patient, or call the laboratory or the requester.</source>
        <translation>Svarene kan ikke åpnes nå. Spør pasienten, eller ring laboratoriet eller rekvirenten.</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>dated after the fetch</source>
        <translation>datert etter henting</translation>
    </message>
    <message>
        <source>today</source>
        <translation>i dag</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>nå nettopp</translation>
    </message>
    <message>
        <source>the same day</source>
        <translation>samme dag</translation>
    </message>
    <message>
        <source>key {letter}</source>
        <translation>tast {letter}</translation>
    </message>
    <message>
        <source>No standing result</source>
        <translation>Ingen gjeldende svar</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>uten dato</translation>
    </message>
    <message>
        <source>laboratory not known</source>
        <translation>laboratoriet er ikke kjent</translation>
    </message>
    <message>
        <source>{status}, was {value}</source>
        <translation>{status}, var {value}</translation>
    </message>
    <message>
        <source>in an earlier version: {value}</source>
        <translation>i en tidligere versjon: {value}</translation>
    </message>
    <message>
        <source>dated ahead in time</source>
        <translation>datert fram i tid</translation>
    </message>
    <message>
        <source>also {moment}: {value}</source>
        <translation>også {moment}: {value}</translation>
    </message>
    <message numerus="yes">
        <source>%n more: see the report</source>
        <comment>number of results</comment>
        <translation>
            <numerusform>%n til: se rapporten</numerusform>
            <numerusform>%n til: se rapporten</numerusform>
        </translation>
    </message>
    <message>
        <source>dated ahead in time, {moment}: {value}</source>
        <translation>datert fram i tid, {moment}: {value}</translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled since</source>
        <comment>number of results</comment>
        <translation>
            <numerusform>%n kansellert fra samme tid eller senere</numerusform>
            <numerusform>%n kansellert fra samme tid eller senere</numerusform>
        </translation>
    </message>
    <message>
        <source>Incomplete: not everything is here. There may be newer results.</source>
        <translation>Ufullstendig: ikke alt er her. Det kan finnes nyere svar.</translation>
    </message>
    <message>
        <source>None of the emergency analytes is among these results.</source>
        <translation>Ingen av akuttanalysene er blant disse svarene.</translation>
    </message>
    <message>
        <source>Emergency analytes</source>
        <translation>Akuttanalyser</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n t</numerusform>
            <numerusform>%n t</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n d</source>
        <translation>
            <numerusform>%n d</numerusform>
            <numerusform>%n d</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mo</source>
        <translation>
            <numerusform>%n md</numerusform>
            <numerusform>%n md</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n y</source>
        <translation>
            <numerusform>%n år</numerusform>
            <numerusform>%n år</numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>i går</translation>
    </message>
    <message>
        <source>Above ref.</source>
        <translation>Over ref.</translation>
    </message>
    <message>
        <source>Below ref.</source>
        <translation>Under ref.</translation>
    </message>
    <message>
        <source>Outside ref.</source>
        <translation>Utenfor ref.</translation>
    </message>
    <message>
        <source>Phoned</source>
        <translation>Ringt</translation>
    </message>
    <message>
        <source>Significant deviation</source>
        <translation>Vesentlig avvik</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>uendret</translation>
    </message>
    <message>
        <source>Examination</source>
        <translation>Prøve</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alder</translation>
    </message>
    <message>
        <source>Awaited: {names}</source>
        <translation>Venter: {names}</translation>
    </message>
    <message>
        <source>Newest {moment} ({age})</source>
        <translation>Nyeste {moment} ({age})</translation>
    </message>
    <message numerus="yes">
        <source>%n marked</source>
        <translation>
            <numerusform>%n merket</numerusform>
            <numerusform>%n merket</numerusform>
        </translation>
    </message>
    <message>
        <source>{laboratory} where no other is named</source>
        <translation>{laboratory} der ikke annet står</translation>
    </message>
    <message>
        <source>No findings or messages</source>
        <translation>Ingen funn eller beskjeder</translation>
    </message>
    <message numerus="yes">
        <source>+ %n finding(s)</source>
        <translation>
            <numerusform>+ %n funn</numerusform>
            <numerusform>+ %n funn</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n significant deviation(s)</source>
        <translation>
            <numerusform>%n vesentlig avvik</numerusform>
            <numerusform>%n vesentlig avvik</numerusform>
        </translation>
    </message>
    <message>
        <source>Further down: {names}</source>
        <translation>Lenger ned: {names}</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Utvikling</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Copy result</source>
        <translation>Kopier svar</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>Kopier rad</translation>
    </message>
    <message>
        <source>Add to trend</source>
        <translation>Legg til i utvikling</translation>
    </message>
    <message>
        <source>Course 24 h</source>
        <translation>Forløp 24 t</translation>
    </message>
    <message>
        <source>Course 40 h</source>
        <translation>Forløp 40 t</translation>
    </message>
    <message>
        <source>Course 7 d</source>
        <translation>Forløp 7 d</translation>
    </message>
    <message>
        <source>Course 30 d</source>
        <translation>Forløp 30 d</translation>
    </message>
    <message>
        <source>Course 1 year</source>
        <translation>Forløp 1 år</translation>
    </message>
    <message>
        <source>Course 5 years</source>
        <translation>Forløp 5 år</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>Forløp</translation>
    </message>
    <message>
        <source>Findings and messages</source>
        <translation>Funn og beskjeder</translation>
    </message>
    <message>
        <source>local code</source>
        <translation>lokal kode</translation>
    </message>
    <message>
        <source>Not in this list</source>
        <translation>Ikke i denne listen</translation>
    </message>
    <message>
        <source>ref. {range}</source>
        <translation>ref. {range}</translation>
    </message>
    <message>
        <source>Not for transfusion</source>
        <translation>Ikke grunnlag for transfusjon</translation>
    </message>
    <message>
        <source>arterial</source>
        <translation>arteriell</translation>
    </message>
    <message>
        <source>change from {gap} before</source>
        <translation>endring fra {gap} før</translation>
    </message>
    <message>
        <source>venous</source>
        <translation>venøs</translation>
    </message>
    <message>
        <source>capillary</source>
        <translation>kapillær</translation>
    </message>
    <message>
        <source>No results for: {names}</source>
        <translation>Ingen svar på: {names}</translation>
    </message>
    <message>
        <source>Perhaps in the table: {names}</source>
        <translation>Kanskje i tabellen: {names}</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) of it replaced or withdrawn since</source>
        <translation>
            <numerusform>%n av svarene er erstattet eller trukket siden</numerusform>
            <numerusform>%n av svarene er erstattet eller trukket siden</numerusform>
        </translation>
    </message>
    <message>
        <source>No results</source>
        <translation>Ingen svar</translation>
    </message>
    <message numerus="yes">
        <source>%n more in the report</source>
        <comment>number of results</comment>
        <translation>
            <numerusform>%n til i rapporten</numerusform>
            <numerusform>%n til i rapporten</numerusform>
        </translation>
    </message>
    <message>
        <source>More in the report</source>
        <translation>Mer i rapporten</translation>
    </message>
    <message>
        <source>Results awaited</source>
        <translation>Venter på svar</translation>
    </message>
    <message>
        <source>{moment}: {value}</source>
        <translation>{moment}: {value}</translation>
    </message>
    <message>
        <source>How much time the curves show</source>
        <translation>Hvor lang tid kurvene viser</translation>
    </message>
    <message>
        <source>All reports</source>
        <translation>Alle rapporter</translation>
    </message>
    <message>
        <source>{age} ago</source>
        <translation>{age} siden</translation>
    </message>
    <message>
        <source>{age} before</source>
        <translation>{age} før</translation>
    </message>
    <message>
        <source>before: {value}</source>
        <translation>forrige: {value}</translation>
    </message>
    <message>
        <source>from {value}</source>
        <translation>fra {value}</translation>
    </message>
    <message>
        <source>highest {value} {moment}</source>
        <translation>høyest {value} {moment}</translation>
    </message>
    <message>
        <source>lowest {value} {moment}</source>
        <translation>lavest {value} {moment}</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) on another kind of number or an invalid one</source>
        <translation>
            <numerusform>%n svar på annen nummertype eller ugyldig nummer</numerusform>
            <numerusform>%n svar på annen nummertype eller ugyldig nummer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Examinations %n</source>
        <translation>
            <numerusform>Analyser %n</numerusform>
            <numerusform>Analyser %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older finding(s): see the reports</source>
        <translation>
            <numerusform>%n eldre: se rapportene</numerusform>
            <numerusform>%n eldre: se rapportene</numerusform>
        </translation>
    </message>
    <message>
        <source>Results may be missing.</source>
        <translation>Svar kan mangle.</translation>
    </message>
    <message>
        <source>Not in what was fetched: {names}</source>
        <translation>Ikke i det som er hentet: {names}</translation>
    </message>
    <message>
        <source>Further examinations</source>
        <translation>Flere analyser</translation>
    </message>
    <message>
        <source>no result is marked</source>
        <translation>ingen svar er merket</translation>
    </message>
    <message>
        <source>Newer in the list</source>
        <translation>Nyere svar i listen</translation>
    </message>
    <message numerus="yes">
        <source>+ %n in the table</source>
        <translation>
            <numerusform>+ %n i tabellen</numerusform>
            <numerusform>+ %n i tabellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more result(s)</source>
        <comment>number of awaited results</comment>
        <translation>
            <numerusform>%n svar til</numerusform>
            <numerusform>%n svar til</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Others %n</source>
        <translation>
            <numerusform>Andre %n</numerusform>
            <numerusform>Andre %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n examination(s) ({results}) in the table alone</source>
        <translation>
            <numerusform>%n analyse ({results}) står bare i tabellen</numerusform>
            <numerusform>%n analyser ({results}) står bare i tabellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) with an unknown code</source>
        <translation>
            <numerusform>%n svar med ukjent kode</numerusform>
            <numerusform>%n svar med ukjent kode</numerusform>
        </translation>
    </message>
    <message>
        <source>No findings in what was fetched.</source>
        <translation>Ingen funn i det som er hentet.</translation>
    </message>
    <message>
        <source>What is restricted may hold findings.</source>
        <translation>Sperrede svar kan ha funn.</translation>
    </message>
    <message>
        <source>What is withheld may hold findings.</source>
        <translation>Svar som holdes tilbake, kan ha funn.</translation>
    </message>
    <message>
        <source>… more further down</source>
        <translation>… mer lenger ned</translation>
    </message>
    <message>
        <source>{name} found</source>
        <translation>{name} påvist</translation>
    </message>
    <message>
        <source>Change: when all is here</source>
        <translation>Endring: når alt er her</translation>
    </message>
    <message>
        <source>No messages</source>
        <translation>Ingen beskjeder</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) further up</source>
        <translation>
            <numerusform>%n rad lenger opp</numerusform>
            <numerusform>%n rader lenger opp</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Panes</name>
    <message>
        <source>Overview</source>
        <translation>Oversikt</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabell</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapporter</translation>
    </message>
    <message>
        <source>Microbiology</source>
        <translation>Mikrobiologi</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Utvikling</translation>
    </message>
    <message>
        <source>Views of the results</source>
        <translation>Visninger av svarene</translation>
    </message>
    <message>
        <source>The trend shows everything</source>
        <translation>Utvikling viser alt</translation>
    </message>
    <message>
        <source>The overview shows everything</source>
        <translation>Oversikten viser alt</translation>
    </message>
</context>
<context>
    <name>PatientBar</name>
    <message>
        <source>Prøvesvar</source>
        <translation>Prøvesvar</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Endre</translation>
    </message>
    <message>
        <source>New patient</source>
        <translation>Ny pasient</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hjelp</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Meny</translation>
    </message>
    <message numerus="yes">
        <source>%n different names: {names}</source>
        <translation>
            <numerusform>%n ulike navn: {names}</numerusform>
            <numerusform>%n ulike navn: {names}</numerusform>
        </translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>Grunnlag</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Role · organisation</source>
        <translation>Rolle · virksomhet</translation>
    </message>
    <message>
        <source>Results of patient {number}</source>
        <translation>Prøvesvar for pasient {number}</translation>
    </message>
    <message>
        <source>Fetched</source>
        <translation>Hentet</translation>
    </message>
    <message>
        <source>Looked up</source>
        <translation>Slått opp</translation>
    </message>
</context>
<context>
    <name>PatientField</name>
    <message>
        <source>Patient&apos;s identity number</source>
        <translation>Pasientens fødselsnummer</translation>
    </message>
    <message>
        <source>DDMMYY NNNNN</source>
        <translation>DDMMÅÅ NNNNN</translation>
    </message>
    <message>
        <source>Type, paste or scan. A D-number works too.</source>
        <translation>Skriv, lim inn eller skann. D-nummer går også.</translation>
    </message>
    <message>
        <source>That text is too long to be a number, and was not put in. Copy the number alone.</source>
        <translation>Teksten er for lang til å være et nummer, og er ikke satt inn. Kopier bare nummeret.</translation>
    </message>
</context>
<context>
    <name>PersonQuestion</name>
    <message>
        <source>It is &amp;me</source>
        <translation>Det er &amp;meg</translation>
    </message>
    <message>
        <source>&amp;Not me</source>
        <translation>Ikke me&amp;g</translation>
    </message>
    <message>
        <source>End this login and log in as yourself</source>
        <translation>Avslutt denne innloggingen og logg inn som deg selv</translation>
    </message>
    <message>
        <source>Are you {name}, HPR {number}?</source>
        <translation>Er du {name}, HPR {number}?</translation>
    </message>
    <message>
        <source>HelseID did not ask for a new login: somebody may have been logged in already.</source>
        <translation>HelseID ba ikke om ny innlogging: Noen kan ha vært innlogget fra før.</translation>
    </message>
    <message>
        <source>The role {role} was chosen for somebody else. Confirm that it is yours too.</source>
        <translation>Rollen {role} ble valgt for en annen person. Bekreft at den også er din.</translation>
    </message>
    <message>
        <source>The look-up is sent when you have confirmed that it is you.</source>
        <translation>Oppslaget sendes når du har bekreftet at det er deg.</translation>
    </message>
    <message>
        <source>In the EHR, HPR {number} is logged in. Confirm that you look up as yourself.</source>
        <translation>I EPJ er HPR {number} logget inn. Bekreft at du slår opp som deg selv.</translation>
    </message>
</context>
<context>
    <name>PinBar</name>
    <message>
        <source>Not now</source>
        <translation>Ikke nå</translation>
    </message>
    <message>
        <source>Set the PIN</source>
        <translation>Bruk PIN-koden</translation>
    </message>
    <message>
        <source>HelseID unlocks the window then</source>
        <translation>Vinduet låses da opp med HelseID</translation>
    </message>
    <message numerus="yes">
        <source>Choose a PIN for the lock: at least %n digit(s)</source>
        <translation>
            <numerusform>Velg en PIN-kode for låsen: minst %n siffer</numerusform>
            <numerusform>Velg en PIN-kode for låsen: minst %n siffer</numerusform>
        </translation>
    </message>
    <message>
        <source>The same PIN once more</source>
        <translation>Samme PIN-kode en gang til</translation>
    </message>
    <message>
        <source>The two were not the same. Choose once more.</source>
        <translation>De to var ikke like. Velg på nytt.</translation>
    </message>
    <message>
        <source>{least} to {most} digits; no rows, none over and over, nothing of your HPR number.</source>
        <translation>{least} til {most} sifre; ingen rekker, ingen gjentakelser, ikke noe av HPR-nummeret ditt.</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Text {size} %</source>
        <translation>Tekst {size} %</translation>
    </message>
    <message>
        <source>Your choice could not be saved: it holds until the program ends.</source>
        <translation>Valget ble ikke lagret: det gjelder til programmet avsluttes.</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>Cancel (Esc)</source>
        <translation>Avbryt (Esc)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
</context>
<context>
    <name>RecordHead</name>
    <message>
        <source>Copy</source>
        <translation>Kopier</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>Les opp</translation>
    </message>
    <message>
        <source>Print …</source>
        <translation>Skriv ut …</translation>
    </message>
</context>
<context>
    <name>ReportDetail</name>
    <message>
        <source>Examination</source>
        <translation>Undersøkelse</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>Marked</source>
        <translation>Merket</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referanse</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Hit: {line}</source>
        <translation>Treff: {line}</translation>
    </message>
    <message>
        <source>more text</source>
        <translation>mer tekst</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Forrige</translation>
    </message>
</context>
<context>
    <name>ReportHead</name>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Registered on</source>
        <translation>Registrert på</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>ikke oppgitt</translation>
    </message>
    <message>
        <source>First issued</source>
        <translation>Først utgitt</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Utgitt</translation>
    </message>
    <message>
        <source>Another version of this report is cancelled; which is newer is not known</source>
        <translation>En annen versjon av denne rapporten er kansellert; det er ikke kjent hvilken som er nyest</translation>
    </message>
    <message>
        <source>An older version. The newest: {newest}</source>
        <translation>Eldre versjon. Den nyeste: {newest}</translation>
    </message>
    <message>
        <source>An older version. The newest so far: {newest}</source>
        <translation>Eldre versjon. Nyeste så langt: {newest}</translation>
    </message>
    <message>
        <source>Request and ids</source>
        <translation>Rekvisisjon og id-er</translation>
    </message>
    <message>
        <source>Who asked for it, the specimen, and every number that the laboratory gave</source>
        <translation>Hvem som ba om den, prøven, og alle numre fra laboratoriet</translation>
    </message>
</context>
<context>
    <name>ReportLines</name>
    <message>
        <source>Name not given</source>
        <translation>Navn ikke oppgitt</translation>
    </message>
    <message>
        <source>the report is cancelled</source>
        <translation>rapporten er kansellert</translation>
    </message>
    <message>
        <source>what it stands under is cancelled</source>
        <translation>overordnet svar er kansellert</translation>
    </message>
    <message>
        <source>Coded result</source>
        <translation>Kodet svar</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>ikke besvart</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) under this one did not come</source>
        <translation>
            <numerusform>%n underliggende svar mangler i det tjenesten sendte</numerusform>
            <numerusform>%n underliggende svar mangler i det tjenesten sendte</numerusform>
        </translation>
    </message>
    <message>
        <source>replaced: {value}</source>
        <translation>erstattet: {value}</translation>
    </message>
    <message>
        <source>Sent earlier</source>
        <translation>Sendt tidligere</translation>
    </message>
    <message>
        <source>procedure</source>
        <translation>prosedyre</translation>
    </message>
    <message>
        <source>Sent earlier, in another report</source>
        <translation>Sendt tidligere, i en annen rapport</translation>
    </message>
    <message>
        <source>Date not given</source>
        <translation>Dato ikke oppgitt</translation>
    </message>
    <message>
        <source>reference {range}</source>
        <translation>referanse {range}</translation>
    </message>
    <message>
        <source>under {name}</source>
        <translation>under {name}</translation>
    </message>
    <message>
        <source>Missing: {reason}</source>
        <translation>Mangler: {reason}</translation>
    </message>
    <message>
        <source>unit given as {unit}</source>
        <translation>enhet oppgitt som {unit}</translation>
    </message>
    <message>
        <source>No value</source>
        <translation>Ingen verdi</translation>
    </message>
    <message>
        <source>No value ({rest})</source>
        <translation>Ingen verdi ({rest})</translation>
    </message>
    <message>
        <source>No value (unit {unit})</source>
        <translation>Ingen verdi (enhet {unit})</translation>
    </message>
    <message>
        <source>{name}: shown under {parent}</source>
        <translation>{name}: vises under {parent}</translation>
    </message>
    <message>
        <source>Unit given as</source>
        <translation>Enhet oppgitt som</translation>
    </message>
    <message>
        <source>Specimen</source>
        <translation>Prøvemateriale</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Metode</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Utgitt</translation>
    </message>
    <message>
        <source>Performed by</source>
        <translation>Utført av</translation>
    </message>
    <message>
        <source>Discipline</source>
        <translation>Fagområde</translation>
    </message>
    <message>
        <source>a result that is not in this report</source>
        <translation>et svar som ikke er i denne rapporten</translation>
    </message>
    <message>
        <source>Related to</source>
        <translation>Henger sammen med</translation>
    </message>
    <message>
        <source>Belongs here too</source>
        <translation>Hører også hit</translation>
    </message>
    <message>
        <source>Method or side</source>
        <translation>Metode eller side</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>Koder</translation>
    </message>
    <message>
        <source>Codes of the result</source>
        <translation>Koder for svaret</translation>
    </message>
    <message>
        <source>UCUM</source>
        <translation>UCUM</translation>
    </message>
    <message>
        <source>Codes of the mark</source>
        <translation>Koder for merkingen</translation>
    </message>
    <message>
        <source>Codes of the answer to {question}</source>
        <translation>Koder for svaret på {question}</translation>
    </message>
    <message>
        <source>Codes of the method</source>
        <translation>Koder for metoden</translation>
    </message>
    <message>
        <source>Codes of the specification</source>
        <translation>Koder for spesifikasjonen</translation>
    </message>
    <message>
        <source>Kind of specimen not given</source>
        <translation>Materiale ikke oppgitt</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Comments on the report</source>
        <translation>Kommentarer til rapporten</translation>
    </message>
    <message>
        <source>Conclusion</source>
        <translation>Konklusjon</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>Clinical information sent with the report</source>
        <translation>Kliniske opplysninger som fulgte rapporten</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Rekvisisjon</translation>
    </message>
    <message>
        <source>About the report</source>
        <translation>Om rapporten</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) that the report names did not come from the service</source>
        <translation>
            <numerusform>%n svar som rapporten viser til, kom ikke fra tjenesten</numerusform>
            <numerusform>%n svar som rapporten viser til, kom ikke fra tjenesten</numerusform>
        </translation>
    </message>
    <message>
        <source>More results of this report are still being fetched</source>
        <translation>Flere svar i denne rapporten hentes fortsatt</translation>
    </message>
    <message>
        <source>The report holds no results.</source>
        <translation>Rapporten inneholder ingen svar.</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) of this report withheld: may be about another person</source>
        <translation>
            <numerusform>%n resultat i denne rapporten holdes tilbake: kan gjelde en annen person</numerusform>
            <numerusform>%n resultater i denne rapporten holdes tilbake: kan gjelde en annen person</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) of this report could not be read</source>
        <translation>
            <numerusform>%n resultat i denne rapporten kunne ikke leses</numerusform>
            <numerusform>%n resultater i denne rapporten kunne ikke leses</numerusform>
        </translation>
    </message>
    <message>
        <source>Not given</source>
        <translation>Ikke oppgitt</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Fra</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Til</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Registrert</translation>
    </message>
    <message>
        <source>Requester</source>
        <translation>Rekvirent</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>Rekvirert</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Begrunnelse</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Materiale</translation>
    </message>
    <message>
        <source>The laboratory&apos;s number</source>
        <translation>Laboratoriets prøvenummer</translation>
    </message>
    <message>
        <source>Collected</source>
        <translation>Prøvetatt</translation>
    </message>
    <message>
        <source>Collected by</source>
        <translation>Tatt av</translation>
    </message>
    <message>
        <source>Body site</source>
        <translation>Lokalisasjon</translation>
    </message>
    <message>
        <source>Registered on</source>
        <translation>Registrert på</translation>
    </message>
    <message>
        <source>Report type</source>
        <translation>Rapporttype</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>First issued</source>
        <translation>Først utgitt</translation>
    </message>
    <message>
        <source>This version issued</source>
        <translation>Denne versjonen utgitt</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Godkjent</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>Ansvarlig</translation>
    </message>
    <message>
        <source>Codes of the discipline</source>
        <translation>Koder for fagområdet</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) of the older version of {moment} are not repeated in this one</source>
        <translation>
            <numerusform>%n resultat i den eldre versjonen fra {moment} er ikke gjentatt i denne</numerusform>
            <numerusform>%n resultater i den eldre versjonen fra {moment} er ikke gjentatt i denne</numerusform>
        </translation>
    </message>
    <message>
        <source>{value} (version issued {moment})</source>
        <translation>{value} (versjonen utgitt {moment})</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Trukket tilbake</translation>
    </message>
    <message>
        <source>Changed from</source>
        <translation>Endret fra</translation>
    </message>
    <message>
        <source>withdrawn in a newer version</source>
        <translation>trukket tilbake i en nyere versjon</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>previously {value}</source>
        <translation>forrige {value}</translation>
    </message>
    <message>
        <source>Examinations</source>
        <translation>Undersøkelser</translation>
    </message>
</context>
<context>
    <name>ReportList</name>
    <message>
        <source>Sent earlier, in another report</source>
        <translation>Sendt tidligere, i en annen rapport</translation>
    </message>
    <message>
        <source>issued {moment}</source>
        <translation>utgitt {moment}</translation>
    </message>
    <message>
        <source>Not given</source>
        <translation>Ikke oppgitt</translation>
    </message>
    <message>
        <source>Type not given</source>
        <translation>Type ikke oppgitt</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) only in an older version</source>
        <translation>
            <numerusform>%n resultat bare i en eldre versjon</numerusform>
            <numerusform>%n resultater bare i en eldre versjon</numerusform>
        </translation>
    </message>
    <message>
        <source>◇ registered on another kind of number or an invalid one</source>
        <translation>◇ registrert på annen nummertype eller ugyldig nummer</translation>
    </message>
    <message>
        <source>Older version</source>
        <translation>Eldre versjon</translation>
    </message>
    <message numerus="yes">
        <source>%n older version(s)</source>
        <translation>
            <numerusform>%n eldre versjon</numerusform>
            <numerusform>%n eldre versjoner</numerusform>
        </translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Skjul</translation>
    </message>
    <message>
        <source>Show (Enter)</source>
        <translation>Vis (Enter)</translation>
    </message>
    <message>
        <source>shown below</source>
        <translation>vises under</translation>
    </message>
    <message>
        <source>Older versions</source>
        <translation>Eldre versjoner</translation>
    </message>
</context>
<context>
    <name>ResultLabels</name>
    <message>
        <source>Result not ready</source>
        <translation>Svar ikke klart</translation>
    </message>
    <message>
        <source>Preliminary, incomplete</source>
        <translation>Foreløpig, delsvar</translation>
    </message>
    <message>
        <source>Preliminary</source>
        <translation>Foreløpig</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>Endelig</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Endret</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Endret</translation>
    </message>
    <message>
        <source>Addition</source>
        <translation>Tillegg</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Kansellert</translation>
    </message>
    <message>
        <source>Registered in error</source>
        <translation>Registrert ved feil</translation>
    </message>
    <message>
        <source>Unknown status</source>
        <translation>Ukjent status</translation>
    </message>
    <message>
        <source>Status not given</source>
        <translation>Status ikke oppgitt</translation>
    </message>
    <message>
        <source>Above the upper reference limit</source>
        <translation>Over øvre referansegrense</translation>
    </message>
    <message>
        <source>Below the lower reference limit</source>
        <translation>Under nedre referansegrense</translation>
    </message>
    <message>
        <source>Outside the reference limits</source>
        <translation>Utenfor referansegrensene</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Høy</translation>
    </message>
    <message>
        <source>High, marked HH</source>
        <translation>Høy, merket HH</translation>
    </message>
    <message>
        <source>High, marked HU</source>
        <translation>Høy, merket HU</translation>
    </message>
    <message>
        <source>Above what can be measured</source>
        <translation>Over det som kan måles</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Lav</translation>
    </message>
    <message>
        <source>Low, marked LL</source>
        <translation>Lav, merket LL</translation>
    </message>
    <message>
        <source>Low, marked LU</source>
        <translation>Lav, merket LU</translation>
    </message>
    <message>
        <source>Below what can be measured</source>
        <translation>Under det som kan måles</translation>
    </message>
    <message>
        <source>Abnormal</source>
        <translation>Unormal</translation>
    </message>
    <message>
        <source>Abnormal, marked AA</source>
        <translation>Unormal, merket AA</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>Negativ</translation>
    </message>
    <message>
        <source>Positive</source>
        <translation>Positiv</translation>
    </message>
    <message>
        <source>Detected</source>
        <translation>Påvist</translation>
    </message>
    <message>
        <source>Not detected</source>
        <translation>Ikke påvist</translation>
    </message>
    <message>
        <source>Indeterminate</source>
        <translation>Ikke konklusiv</translation>
    </message>
    <message>
        <source>Equivocal</source>
        <translation>Tvilsom</translation>
    </message>
    <message>
        <source>Reactive</source>
        <translation>Reaktiv</translation>
    </message>
    <message>
        <source>Weakly reactive</source>
        <translation>Svakt reaktiv</translation>
    </message>
    <message>
        <source>Not reactive</source>
        <translation>Ikke reaktiv</translation>
    </message>
    <message>
        <source>Susceptible</source>
        <translation>Følsom</translation>
    </message>
    <message>
        <source>Intermediate, or susceptible at increased exposure</source>
        <translation>Intermediær, eller følsom ved økt eksponering</translation>
    </message>
    <message>
        <source>Susceptible, dose dependent</source>
        <translation>Følsom, doseavhengig</translation>
    </message>
    <message>
        <source>Not susceptible</source>
        <translation>Ikke følsom</translation>
    </message>
    <message>
        <source>Resistant</source>
        <translation>Resistent</translation>
    </message>
    <message>
        <source>Significant deviation from an earlier result</source>
        <translation>Vesentlig avvik fra tidligere svar</translation>
    </message>
    <message>
        <source>Reported by telephone</source>
        <translation>Telefonsvar avgitt</translation>
    </message>
    <message>
        <source>Must be notified to MSIS</source>
        <translation>Skal meldes til MSIS</translation>
    </message>
    <message>
        <source>Accredited</source>
        <translation>Akkreditert</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Godkjent</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Number of containers</source>
        <translation>Antall beholdere</translation>
    </message>
    <message>
        <source>Countersigned</source>
        <translation>Kontrasignert</translation>
    </message>
    <message>
        <source>Described</source>
        <translation>Beskrevet</translation>
    </message>
    <message>
        <source>Examined</source>
        <translation>Undersøkt</translation>
    </message>
    <message>
        <source>Sent by</source>
        <translation>Sendt med</translation>
    </message>
    <message>
        <source>Medically validated</source>
        <translation>Medisinsk validert</translation>
    </message>
    <message>
        <source>Payer</source>
        <translation>Betaler</translation>
    </message>
    <message>
        <source>Preparation of the patient</source>
        <translation>Forberedelse av pasienten</translation>
    </message>
    <message>
        <source>Request received</source>
        <translation>Rekvisisjon mottatt</translation>
    </message>
    <message>
        <source>First issued</source>
        <translation>Først utgitt</translation>
    </message>
    <message>
        <source>Handling</source>
        <translation>Håndtering</translation>
    </message>
    <message>
        <source>Specification</source>
        <translation>Spesifikasjon</translation>
    </message>
    <message>
        <source>Status changed</source>
        <translation>Status endret</translation>
    </message>
    <message>
        <source>Other object, reference</source>
        <translation>Annet objekt, referanse</translation>
    </message>
    <message>
        <source>Other object taken</source>
        <translation>Annet objekt</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>Beholder</translation>
    </message>
    <message>
        <source>Additive</source>
        <translation>Tilsetning</translation>
    </message>
    <message>
        <source>Why it is missing</source>
        <translation>Årsak til at det mangler</translation>
    </message>
    <message>
        <source>HER-id</source>
        <translation>HER-id</translation>
    </message>
    <message>
        <source>National identity number</source>
        <translation>Fødselsnummer</translation>
    </message>
    <message>
        <source>D-number</source>
        <translation>D-nummer</translation>
    </message>
    <message>
        <source>HPR number</source>
        <translation>HPR-nummer</translation>
    </message>
    <message>
        <source>Organisation number</source>
        <translation>Organisasjonsnummer</translation>
    </message>
    <message>
        <source>RESH-id</source>
        <translation>RESH-id</translation>
    </message>
    <message>
        <source>Laboratory medicine</source>
        <translation>Laboratoriemedisin</translation>
    </message>
    <message>
        <source>Pathology</source>
        <translation>Patologi</translation>
    </message>
    <message>
        <source>Imaging</source>
        <translation>Bildediagnostikk</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Åpnet</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) opened</source>
        <translation>
            <numerusform>%n svar åpnet</numerusform>
            <numerusform>%n svar åpnet</numerusform>
        </translation>
    </message>
    <message>
        <source>The report is not ready</source>
        <translation>Rapporten er ikke klar</translation>
    </message>
    <message>
        <source>The report is preliminary, incomplete</source>
        <translation>Rapport foreløpig, ufullstendig</translation>
    </message>
    <message>
        <source>The report is changed</source>
        <translation>Rapporten er endret</translation>
    </message>
    <message>
        <source>The report has an addition</source>
        <translation>Rapporten har et tillegg</translation>
    </message>
    <message>
        <source>The report is cancelled</source>
        <translation>Rapporten er kansellert</translation>
    </message>
    <message>
        <source>The report is registered in error</source>
        <translation>Rapporten er registrert ved en feil</translation>
    </message>
    <message>
        <source>The report&apos;s status is «{status}»</source>
        <translation>Rapportens status er «{status}»</translation>
    </message>
    <message>
        <source>{report} · this result: {status}</source>
        <translation>{report} · dette svaret: {status}</translation>
    </message>
    <message numerus="yes">
        <source>%n high</source>
        <comment>number of results above the limit</comment>
        <translation>
            <numerusform>%n over</numerusform>
            <numerusform>%n over</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n low</source>
        <comment>number of results below the limit</comment>
        <translation>
            <numerusform>%n under</numerusform>
            <numerusform>%n under</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n outside</source>
        <comment>number of results outside the limits</comment>
        <translation>
            <numerusform>%n utenfor</numerusform>
            <numerusform>%n utenfor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n marked</source>
        <comment>number of results marked otherwise</comment>
        <translation>
            <numerusform>%n merket</numerusform>
            <numerusform>%n merket</numerusform>
        </translation>
    </message>
    <message>
        <source>Additional information ({label})</source>
        <translation>Tilleggsopplysning ({label})</translation>
    </message>
    <message>
        <source>Additional information</source>
        <translation>Tilleggsopplysning</translation>
    </message>
    <message>
        <source>{glyph} comment: {text}</source>
        <translation>{glyph} kommentar: {text}</translation>
    </message>
    <message>
        <source>Objection by the patient</source>
        <translation>Reservasjon fra pasienten</translation>
    </message>
    <message>
        <source>Message ID</source>
        <translation>Meldings-id</translation>
    </message>
    <message>
        <source>Report ID</source>
        <translation>Rapport-id</translation>
    </message>
    <message>
        <source>Request ID</source>
        <translation>Rekvisisjons-id</translation>
    </message>
    <message>
        <source>The laboratory&apos;s request ID</source>
        <translation>Laboratoriets rekvisisjons-id</translation>
    </message>
    <message>
        <source>Specimen ID</source>
        <translation>Prøve-id</translation>
    </message>
    <message>
        <source>The requester&apos;s specimen ID</source>
        <translation>Rekvirentens prøve-id</translation>
    </message>
    <message>
        <source>Result ID</source>
        <translation>Svar-id</translation>
    </message>
    <message>
        <source>Shared temporary number (FH)</source>
        <translation>Felles hjelpenummer (FH)</translation>
    </message>
    <message>
        <source>Radiology</source>
        <translation>Radiologi</translation>
    </message>
    <message>
        <source>Microbiology</source>
        <translation>Mikrobiologi</translation>
    </message>
    <message>
        <source>Immunology/transfusion</source>
        <translation>Immunologi/transfusjon</translation>
    </message>
    <message>
        <source>Biochemistry</source>
        <translation>Biokjemi</translation>
    </message>
    <message>
        <source>Report preliminary</source>
        <translation>Rapport foreløpig</translation>
    </message>
</context>
<context>
    <name>ResultsHeader</name>
    <message>
        <source>Fetch again</source>
        <translation>Hent på nytt</translation>
    </message>
    <message>
        <source>Show &amp;codes</source>
        <translation>Vis &amp;koder</translation>
    </message>
    <message>
        <source>&amp;About the look-up …</source>
        <translation>&amp;Om oppslaget …</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mer</translation>
    </message>
    <message>
        <source>About the look-up</source>
        <translation>Om oppslaget</translation>
    </message>
    <message>
        <source>Copy the IDs</source>
        <translation>Kopier alle id-er</translation>
    </message>
    <message>
        <source>Counts, laboratories, and the IDs of this look-up for support</source>
        <translation>Antall, laboratorier og id-ene for oppslaget</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more: in the list of reports</source>
        <translation>
            <numerusform>… og %n til: i lista over rapporter</numerusform>
            <numerusform>… og %n til: i lista over rapporter</numerusform>
        </translation>
    </message>
    <message>
        <source>Fetched</source>
        <translation>Hentet</translation>
    </message>
    <message>
        <source>May be missing</source>
        <translation>Kan mangle</translation>
    </message>
    <message>
        <source>Laboratories</source>
        <translation>Laboratorier</translation>
    </message>
    <message>
        <source>IDs for support</source>
        <translation>Id-er for support</translation>
    </message>
    <message>
        <source>Request {number}: {id}</source>
        <translation>Oppslags-id {number}: {id}</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Melding</translation>
    </message>
    <message>
        <source>Fetching again is logged:</source>
        <translation>Nytt oppslag logges:</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Results whose report did not come</source>
        <translation>Svar uten rapport</translation>
    </message>
    <message>
        <source>Not everything could be read or fetched</source>
        <translation>Ikke alt kunne leses eller hentes</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Prøvesvar</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapporter</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>Rapporten</translation>
    </message>
    <message numerus="yes">
        <source>Registered on another kind of number or an invalid one: %n report(s)</source>
        <translation>
            <numerusform>Registrert på annen nummertype eller ugyldig nummer: %n rapport</numerusform>
            <numerusform>Registrert på annen nummertype eller ugyldig nummer: %n rapporter</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RolePicker</name>
    <message>
        <source>HPR role</source>
        <translation>HPR-rolle</translation>
    </message>
    <message>
        <source>Code or name, for example LE</source>
        <translation>Kode eller navn, for eksempel LE</translation>
    </message>
    <message>
        <source>Code list 9060, Kategori helsepersonell, from Helsedirektoratet</source>
        <translation>Kodeverk 9060, Kategori helsepersonell, fra Helsedirektoratet</translation>
    </message>
    <message>
        <source>{name} ({code})</source>
        <translation>{name} ({code})</translation>
    </message>
    <message>
        <source>Unknown role «{typed}». Type a code or a name from the list.</source>
        <translation>Ukjent rolle «{typed}». Skriv en kode eller et navn fra listen.</translation>
    </message>
    <message>
        <source>«{typed}» cannot be used here. Choose another role.</source>
        <translation>«{typed}» kan ikke brukes her. Velg en annen rolle.</translation>
    </message>
    <message>
        <source>{role} – cannot be used here</source>
        <translation>{role} – kan ikke brukes her</translation>
    </message>
    <message>
        <source>Not registered for you</source>
        <translation>Ikke registrert på deg</translation>
    </message>
    <message>
        <source>Not registered for you in HPR, according to HelseID.</source>
        <translation>Ikke registrert på deg i HPR, ifølge HelseID.</translation>
    </message>
    <message>
        <source>Registered for you</source>
        <translation>Registrert på deg</translation>
    </message>
    <message>
        <source>Registered for you in HPR, according to HelseID.</source>
        <translation>Registrert på deg i HPR, ifølge HelseID.</translation>
    </message>
    <message>
        <source>Filled in: used last</source>
        <translation>Fylt ut: brukt sist</translation>
    </message>
    <message>
        <source>The role that you used last.</source>
        <translation>Rollen du brukte sist.</translation>
    </message>
    <message>
        <source>List of {date}</source>
        <translation>Liste fra {date}</translation>
    </message>
    <message>
        <source>{role} · registered for you</source>
        <translation>{role} · registrert på deg</translation>
    </message>
</context>
<context>
    <name>Sampling</name>
    <message>
        <source>Sampled</source>
        <translation>Prøvetatt</translation>
    </message>
    <message>
        <source>Examined</source>
        <translation>Undersøkt</translation>
    </message>
    <message>
        <source>Date of sampling or examination</source>
        <translation>Prøve-/undersøkelsesdato</translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation>Laboratorium</translation>
    </message>
    <message>
        <source>Performed at</source>
        <translation>Utført ved</translation>
    </message>
    <message>
        <source>Laboratory not given</source>
        <translation>Laboratorium ikke oppgitt</translation>
    </message>
    <message>
        <source>Performed at: not given</source>
        <translation>Utført ved: ikke oppgitt</translation>
    </message>
</context>
<context>
    <name>SandboxHint</name>
    <message>
        <source>Sandbox</source>
        <translation>Sandkasse</translation>
    </message>
    <message>
        <source>Try {number} and the basis Emergency.</source>
        <translation>Prøv med {number} og Akuttsituasjon.</translation>
    </message>
    <message>
        <source>Put it in</source>
        <translation>Sett inn</translation>
    </message>
    <message>
        <source>Put {number} into the field</source>
        <translation>Sett {number} inn i feltet</translation>
    </message>
</context>
<context>
    <name>SandboxMark</name>
    <message>
        <source>SANDBOX – synthetic people only. Nothing here is real.</source>
        <translation>SANDKASSE – bare syntetiske personer. Ingenting her er ekte.</translation>
    </message>
</context>
<context>
    <name>SelfCheck</name>
    <message>
        <source>Prøvesvar: self-check of {time}</source>
        <translation>Prøvesvar: selvsjekk {time}</translation>
    </message>
    <message>
        <source>What to do: {text}</source>
        <translation>Gjør dette: {text}</translation>
    </message>
    <message>
        <source>Wrong: {red}. To look at: {amber}. Unknown: {unknown}. OK: {green}.</source>
        <translation>Feil: {red}. Å se på: {amber}. Ukjent: {unknown}. OK: {green}.</translation>
    </message>
    <message>
        <source>There is no secret and no person in this report: it can be mailed to whoever helps you.</source>
        <translation>Rapporten inneholder ingen hemmelighet og ingen person: den kan sendes på e-post til den som hjelper deg.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Others than administrators can change it: {file}</source>
        <translation>Andre enn administratorer kan endre den: {file}</translation>
    </message>
    <message>
        <source>None is free: {taken}</source>
        <translation>Ingen er ledig: {taken}</translation>
    </message>
    <message>
        <source>Settings that are decided: {count}. {file} Its access list cannot be read.</source>
        <translation>Innstillinger som er bestemt: {count}. {file} Tilgangslisten til filen kan ikke leses.</translation>
    </message>
    <message>
        <source>Free: {ports} (* is any). Not free: {taken}. One is enough.</source>
        <translation>Ledige: {ports} (* er hvilken som helst). Ikke ledige: {taken}. Én er nok.</translation>
    </message>
    <message>
        <source>In use: {taken}. A login waits for its turn.</source>
        <translation>I bruk: {taken}. En innlogging venter på tur.</translation>
    </message>
    <message>
        <source>There ({kind}). The access list of its file cannot be read.</source>
        <translation>Finnes ({kind}). Tilgangslisten til filen kan ikke leses.</translation>
    </message>
    <message>
        <source>There ({kind}). Others can change its file, or everybody can read it.</source>
        <translation>Finnes ({kind}). Andre kan endre filen, eller alle kan lese den.</translation>
    </message>
    <message>
        <source>Look at</source>
        <translation>Se på</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Feil</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Ukjent</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programmet</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Innstillinger</translation>
    </message>
    <message>
        <source>Administrator&apos;s policy</source>
        <translation>Administratorens policy</translation>
    </message>
    <message>
        <source>Client at HelseID</source>
        <translation>Klient hos HelseID</translation>
    </message>
    <message>
        <source>The system&apos;s password store</source>
        <translation>Systemets passordlager</translation>
    </message>
    <message>
        <source>The client&apos;s key</source>
        <translation>Klientens nøkkel</translation>
    </message>
    <message>
        <source>The key&apos;s expiry</source>
        <translation>Nøkkelens utløp</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Sertifikater</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>HelseID (login)</source>
        <translation>HelseID (innlogging)</translation>
    </message>
    <message>
        <source>Pasientens prøvesvar (results)</source>
        <translation>Pasientens prøvesvar</translation>
    </message>
    <message>
        <source>List of roles (9060)</source>
        <translation>Rollelisten (9060)</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Klokken</translation>
    </message>
    <message>
        <source>Ports for the login&apos;s answer</source>
        <translation>Porter for svaret på innloggingen</translation>
    </message>
    <message>
        <source>Access journal</source>
        <translation>Tilgangslogg</translation>
    </message>
    <message>
        <source>Check again. If it goes on, send this report to the support desk.</source>
        <translation>Sjekk på nytt. Hvis det fortsetter, send denne rapporten til brukerstøtte.</translation>
    </message>
    <message>
        <source>Let the firewall and the proxy allow https to {host}.</source>
        <translation>Brannmur og proxy må slippe https til {host} gjennom.</translation>
    </message>
    <message>
        <source>Finish a login that waits, end the other program that listens there, or register more redirect addresses. EACCES: the system has reserved the port (on Windows often Hyper-V, WSL or Docker): register ports below 32768 that are far apart, or keep them free, see the administrator&apos;s page about machines.</source>
        <translation>Fullfør en innlogging som venter, avslutt det andre programmet som lytter der, eller registrer flere omdirigeringsadresser. EACCES: Systemet har reservert porten (i Windows ofte Hyper-V, WSL eller Docker): Registrer porter under 32768 som ligger langt fra hverandre, eller hold dem ledige, se siden om maskiner for administratorer.</translation>
    </message>
    <message>
        <source>It could not be checked ({kind}).</source>
        <translation>Det kunne ikke sjekkes ({kind}).</translation>
    </message>
    <message>
        <source>No answer within {seconds} seconds.</source>
        <translation>Ikke svar innen {seconds} sekunder.</translation>
    </message>
    <message>
        <source>Prøvesvar {version}. Python {python}, Qt {qt}, {tls}, {system}.</source>
        <translation>Prøvesvar {version}. Python {python}, Qt {qt}, {tls}, {system}.</translation>
    </message>
    <message>
        <source>Prøvesvar {version}: a part cannot be loaded, {part} ({kind}).</source>
        <translation>Prøvesvar {version}: en del kan ikke lastes, {part} ({kind}).</translation>
    </message>
    <message>
        <source>Install the program again, with the system&apos;s packages that it needs.</source>
        <translation>Installer programmet på nytt, med systempakkene det trenger.</translation>
    </message>
    <message>
        <source>Profile {profile}. Own settings: {file}</source>
        <translation>Profil {profile}. Egne innstillinger: {file}</translation>
    </message>
    <message>
        <source>Profile {profile}. Not known, and without effect: {names}. Own settings: {file}</source>
        <translation>Profil {profile}. Ukjente og uten virkning: {names}. Egne innstillinger: {file}</translation>
    </message>
    <message>
        <source>Correct the names, or remove them.</source>
        <translation>Rett navnene, eller fjern dem.</translation>
    </message>
    <message>
        <source>Correct the file. The rest was checked by the policy and the built-in values.</source>
        <translation>Rett filen. Resten er sjekket etter policyen og de innebygde verdiene.</translation>
    </message>
    <message>
        <source>There is none. It would be {file}</source>
        <translation>Det finnes ingen. Den ville vært {file}</translation>
    </message>
    <message>
        <source>Let only administrators write the file and its folder.</source>
        <translation>La bare administratorer kunne skrive til filen og mappen.</translation>
    </message>
    <message>
        <source>The sandbox uses none.</source>
        <translation>Sandkassen bruker ingen.</translation>
    </message>
    <message>
        <source>{client} at {host}</source>
        <translation>{client} hos {host}</translation>
    </message>
    <message>
        <source>No client is set up: nobody can log in.</source>
        <translation>Ingen klient er satt opp: ingen kan logge inn.</translation>
    </message>
    <message>
        <source>This setting cannot be used for the login: {setting}.</source>
        <translation>Denne innstillingen kan ikke brukes til innlogging: {setting}.</translation>
    </message>
    <message>
        <source>Set it as the client is registered at HelseID Selvbetjening.</source>
        <translation>Sett den slik klienten er registrert i HelseID Selvbetjening.</translation>
    </message>
    <message>
        <source>Keeps, gives back and forgets ({vault}).</source>
        <translation>Lagrer, gir tilbake og glemmer ({vault}).</translation>
    </message>
    <message>
        <source>There is none in this session.</source>
        <translation>Det finnes ikke noe i denne økten.</translation>
    </message>
    <message>
        <source>On Linux, install and start a Secret Service such as gnome-keyring.</source>
        <translation>På Linux: installer og start en Secret Service, for eksempel gnome-keyring.</translation>
    </message>
    <message>
        <source>It is locked, or not made yet ({vault}).</source>
        <translation>Det er låst, eller ikke opprettet ennå ({vault}).</translation>
    </message>
    <message>
        <source>The system asks for its password at the next login. Then check again.</source>
        <translation>Systemet spør om passordet ved neste innlogging. Sjekk på nytt etterpå.</translation>
    </message>
    <message>
        <source>It does not answer ({vault}).</source>
        <translation>Det svarer ikke ({vault}).</translation>
    </message>
    <message>
        <source>Look for a window of the system that asks for a password; log in to the desktop anew.</source>
        <translation>Se etter et systemvindu som spør om passord; logg inn på maskinen på nytt.</translation>
    </message>
    <message>
        <source>It reports an error ({vault}, {kind}).</source>
        <translation>Det melder en feil ({vault}, {kind}).</translation>
    </message>
    <message>
        <source>Log in to the desktop anew. If it goes on, repair the password store.</source>
        <translation>Logg inn på maskinen på nytt. Hvis det fortsetter, må passordlageret repareres.</translation>
    </message>
    <message>
        <source>There ({kind}).</source>
        <translation>Finnes ({kind}).</translation>
    </message>
    <message>
        <source>The key belongs to another client than the settings name.</source>
        <translation>Nøkkelen hører til en annen klient enn den innstillingene nevner.</translation>
    </message>
    <message>
        <source>There is none for this client.</source>
        <translation>Det finnes ingen for denne klienten.</translation>
    </message>
    <message>
        <source>It cannot be used ({why}).</source>
        <translation>Den kan ikke brukes ({why}).</translation>
    </message>
    <message>
        <source>A newer version of this program has kept it, and this one leaves it as it is.</source>
        <translation>En nyere versjon av programmet har lagret den, og denne versjonen lar den være som den er.</translation>
    </message>
    <message>
        <source>Install the newer version again.</source>
        <translation>Installer den nyere versjonen igjen.</translation>
    </message>
    <message>
        <source>This account may not read the machine&apos;s key.</source>
        <translation>Denne kontoen har ikke lov til å lese maskinens nøkkel.</translation>
    </message>
    <message>
        <source>Put the account into the group to which the administrator gave the key.</source>
        <translation>Legg kontoen i gruppen som administratoren har gitt nøkkelen til.</translation>
    </message>
    <message>
        <source>The machine&apos;s key can be read or changed by others than it is for. It is not used.</source>
        <translation>Maskinens nøkkel kan leses eller endres av andre enn dem den er for. Den brukes ikke.</translation>
    </message>
    <message>
        <source>Correct its owner, group and mode; replace the key where somebody may have taken it.</source>
        <translation>Rett eier, gruppe og modus; bytt nøkkelen hvis noen kan ha tatt den.</translation>
    </message>
    <message>
        <source>Replace the key before that day (provesvar-gui --rotate-key), or nobody can log in.</source>
        <translation>Bytt nøkkelen før den dagen (provesvar-gui --rotate-key), ellers kan ingen logge inn.</translation>
    </message>
    <message>
        <source>A replacement of the key was begun and has not come to its end.</source>
        <translation>Et bytte av nøkkelen ble påbegynt og er ikke fullført.</translation>
    </message>
    <message>
        <source>The key&apos;s owner runs provesvar-gui --rotate-key. Logins work meanwhile.</source>
        <translation>Den som eier nøkkelen, kjører provesvar-gui --rotate-key. Innlogging virker i mellomtiden.</translation>
    </message>
    <message>
        <source>The key expired on {date}: HelseID does not take it.</source>
        <translation>Nøkkelen utløp {date}: HelseID godtar den ikke.</translation>
    </message>
    <message>
        <source>Make a new key at HelseID Selvbetjening and import its file.</source>
        <translation>Lag en ny nøkkel i HelseID Selvbetjening og ta inn filen.</translation>
    </message>
    <message>
        <source>As the machine&apos;s administrator, take in the configuration file from HelseID Selvbetjening: provesvar-gui --provision-machine FILE.</source>
        <translation>Som maskinens administrator: ta inn konfigurasjonsfilen fra HelseID Selvbetjening med provesvar-gui --provision-machine FIL.</translation>
    </message>
    <message>
        <source>Make a new key at HelseID Selvbetjening. As the machine&apos;s administrator, take in its file: provesvar-gui --provision-machine FILE.</source>
        <translation>Lag en ny nøkkel i HelseID Selvbetjening. Ta inn filen som maskinens administrator: provesvar-gui --provision-machine FIL.</translation>
    </message>
    <message>
        <source>The sandbox has its own settings, and reads no file.</source>
        <translation>Sandkassen har egne innstillinger og leser ingen fil.</translation>
    </message>
    <message>
        <source>There is no such settings file: {file}</source>
        <translation>Innstillingsfilen finnes ikke: {file}</translation>
    </message>
    <message>
        <source>The settings file cannot be read: {file}, line {line}. {reason}</source>
        <translation>Innstillingsfilen kan ikke leses: {file}, linje {line}. {reason}</translation>
    </message>
    <message>
        <source>There may be one, but this account cannot read it: {file}</source>
        <translation>Det kan finnes en, men denne kontoen kan ikke lese den: {file}</translation>
    </message>
    <message>
        <source>Let every user read the file and its folder, and only administrators write them.</source>
        <translation>La alle brukere lese filen og mappen, og bare administratorer skrive i dem.</translation>
    </message>
    <message>
        <source>It is not known when the key expires.</source>
        <translation>Det er ikke kjent når nøkkelen utløper.</translation>
    </message>
    <message>
        <source>The program asks a minute after a login, where the client has the grant client_credentials and the scope nhn:selvbetjening/client. Else see the client&apos;s page at HelseID Selvbetjening.</source>
        <translation>Programmet spør ett minutt etter en innlogging, der klienten har grant-typen client_credentials og scopet nhn:selvbetjening/client. Ellers: Se klientens side i HelseID Selvbetjening.</translation>
    </message>
    <message>
        <source>As the machine&apos;s administrator: provesvar-gui --rotate-key --days 30 asks HelseID Selvbetjening, and keeps the answer.</source>
        <translation>Som maskinens administrator: provesvar-gui --rotate-key --days 30 spør HelseID Selvbetjening og tar vare på svaret.</translation>
    </message>
    <message>
        <source>The sandbox&apos;s key is made anew at each start.</source>
        <translation>Sandkassens nøkkel lages på nytt ved hver start.</translation>
    </message>
    <message>
        <source>The system&apos;s own decide.</source>
        <translation>Systemets egne bestemmer.</translation>
    </message>
    <message>
        <source>The system&apos;s own, and {count} from {file}</source>
        <translation>Systemets egne, og {count} fra {file}</translation>
    </message>
    <message>
        <source>The certificates of network.ca_file cannot be read: {file} ({kind}).</source>
        <translation>Sertifikatene i network.ca_file kan ikke leses: {file} ({kind}).</translation>
    </message>
    <message>
        <source>The file must hold certificates as PEM, readable by this user.</source>
        <translation>Filen må inneholde sertifikater som PEM, og brukeren må kunne lese den.</translation>
    </message>
    <message>
        <source>None: straight to the services.</source>
        <translation>Ingen: rett til tjenestene.</translation>
    </message>
    <message>
        <source>In use: {ways}</source>
        <translation>I bruk: {ways}</translation>
    </message>
    <message>
        <source>The system does not say in time which proxy to use; straight ways are tried.</source>
        <translation>Systemet sier ikke i tide hvilken proxy som skal brukes; direkte forbindelse forsøkes.</translation>
    </message>
    <message>
        <source>See that the network&apos;s proxy script can be reached, or set network.proxy.</source>
        <translation>Sørg for at nettverkets proxyskript kan nås, eller sett network.proxy.</translation>
    </message>
    <message>
        <source>The proxy that the system names cannot be used ({kind}).</source>
        <translation>Proxyen som systemet oppgir, kan ikke brukes ({kind}).</translation>
    </message>
    <message>
        <source>Set network.proxy to an http proxy, or to none.</source>
        <translation>Sett network.proxy til en http-proxy, eller til none.</translation>
    </message>
    <message>
        <source>{host} answers as it should ({seconds} s).</source>
        <translation>{host} svarer som den skal ({seconds} s).</translation>
    </message>
    <message>
        <source>No contact with {host}.</source>
        <translation>Ingen kontakt med {host}.</translation>
    </message>
    <message>
        <source>{host} does not answer in time.</source>
        <translation>{host} svarer ikke i tide.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not trusted here.</source>
        <translation>Sertifikatet til {host} er ikke klarert her.</translation>
    </message>
    <message>
        <source>Where the network looks into https, put its certificate into the system&apos;s store or network.ca_file. Else see that the machine&apos;s clock is right.</source>
        <translation>Hvis nettverket inspiserer https: legg sertifikatet i systemets lager eller i network.ca_file. Ellers: se om maskinens klokke går riktig.</translation>
    </message>
    <message>
        <source>The proxy does not lead to {host}.</source>
        <translation>Proxyen fører ikke fram til {host}.</translation>
    </message>
    <message>
        <source>Wait a little and check again. If it goes on, ask Norsk helsenett.</source>
        <translation>Vent litt og sjekk på nytt. Hvis det fortsetter, spør Norsk helsenett.</translation>
    </message>
    <message>
        <source>See that the address in the settings is right, and that no login page of the network stands in between.</source>
        <translation>Se at adressen i innstillingene er riktig, og at ingen påloggingsside for nettverket ligger imellom.</translation>
    </message>
    <message>
        <source>Right, by the services&apos; own time.</source>
        <translation>Riktig, etter tjenestenes egen tid.</translation>
    </message>
    <message>
        <source>{seconds} seconds off. The program allows for it.</source>
        <translation>{seconds} sekunder feil. Programmet tar hensyn til det.</translation>
    </message>
    <message>
        <source>Set the machine&apos;s clock by the network.</source>
        <translation>Still maskinens klokke etter nettverket.</translation>
    </message>
    <message>
        <source>{seconds} seconds off.</source>
        <translation>{seconds} sekunder feil.</translation>
    </message>
    <message>
        <source>Set the machine&apos;s clock by the network: certificates and the journal&apos;s times go wrong.</source>
        <translation>Still maskinens klokke etter nettverket: sertifikater og tider i journalen blir feil.</translation>
    </message>
    <message>
        <source>Not kept: look-ups are not recorded on this machine.</source>
        <translation>Føres ikke: oppslag registreres ikke på denne maskinen.</translation>
    </message>
    <message>
        <source>Set journal.enabled where your organisation wants it.</source>
        <translation>Sett journal.enabled hvis virksomheten vil ha den.</translation>
    </message>
    <message>
        <source>It cannot be used: {folder}</source>
        <translation>Den kan ikke brukes: {folder}</translation>
    </message>
    <message>
        <source>See the folder and the password store, then --check-journal. Look-ups are not recorded.</source>
        <translation>Se på mappen og passordlageret, og deretter --check-journal. Oppslag registreres ikke.</translation>
    </message>
    <message>
        <source>A newer version of this program has kept it, and this one leaves it as it is: {folder}</source>
        <translation>En nyere versjon av programmet har ført den, og denne versjonen lar den være som den er: {folder}</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>innebygd</translation>
    </message>
    <message>
        <source>own file</source>
        <translation>egen fil</translation>
    </message>
    <message>
        <source>command line</source>
        <translation>kommandolinje</translation>
    </message>
    <message>
        <source>policy</source>
        <translation>policy</translation>
    </message>
    <message>
        <source>The system reports an error.</source>
        <translation>Systemet melder om en feil.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Filen finnes ikke.</translation>
    </message>
    <message>
        <source>The token refused the PIN, which is kept no more ({store}: {why}).</source>
        <translation>Nøkkelenheten avviste PIN-koden, som ikke lagres lenger ({store}: {why}).</translation>
    </message>
    <message>
        <source>This account may not read it.</source>
        <translation>Denne kontoen har ikke lov til å lese den.</translation>
    </message>
    <message>
        <source>It is a link, or lies behind one, that leads to nothing.</source>
        <translation>Den er, eller ligger bak, en lenke som ikke fører noe sted.</translation>
    </message>
    <message>
        <source>It is a folder.</source>
        <translation>Det er en mappe.</translation>
    </message>
    <message>
        <source>It is too large.</source>
        <translation>Den er for stor.</translation>
    </message>
    <message>
        <source>It is not text in UTF-8.</source>
        <translation>Den er ikke tekst i UTF-8.</translation>
    </message>
    <message>
        <source>What stands there is not TOML: look for quotation marks, brackets and a setting that stands twice.</source>
        <translation>Det som står der, er ikke TOML: se etter anførselstegn, klammer og en innstilling som står to ganger.</translation>
    </message>
    <message>
        <source>Not TOML: a backslash in a text; write it twice, or put the text between single quotation marks.</source>
        <translation>Ikke TOML: en omvendt skråstrek i en tekst; skriv den dobbelt, eller sett teksten i enkle anførselstegn.</translation>
    </message>
    <message>
        <source>It did not come in time. It may lie on a network drive.</source>
        <translation>Den kom ikke i tide. Den ligger kanskje på en nettverksstasjon.</translation>
    </message>
    <message>
        <source>It could not be written.</source>
        <translation>Den kunne ikke skrives.</translation>
    </message>
    <message>
        <source>Others can change the certificates that are trusted: {file}</source>
        <translation>Andre kan endre sertifikatene programmet stoler på: {file}</translation>
    </message>
    <message>
        <source>Settings that are decided: {count}. {file}</source>
        <translation>Innstillinger som er bestemt: {count}. {file}</translation>
    </message>
    <message>
        <source>HelseID takes the key until {date}. Days left: {days}.</source>
        <translation>HelseID godtar nøkkelen til {date}. Dager igjen: {days}.</translation>
    </message>
    <message>
        <source>HelseID takes the key only until {date}. Days left: {days}.</source>
        <translation>HelseID godtar nøkkelen bare til {date}. Dager igjen: {days}.</translation>
    </message>
    <message>
        <source>Kept, in {folder}. Months: {months}</source>
        <translation>Føres, i {folder}. Måneder: {months}</translation>
    </message>
    <message>
        <source>In production it can be reached from Helsenettet only; HelseID and BankID need the Internet at the same time. See that this machine is on both, and that firewall and proxy allow https to {host}.</source>
        <translation>I produksjon nås den bare fra Helsenettet; HelseID og BankID trenger Internett samtidig. Sørg for at maskinen er på begge, og at brannmur og proxy slipper gjennom https til {host}.</translation>
    </message>
    <message>
        <source>The encryption that {host} offers is too old.</source>
        <translation>Krypteringen som {host} tilbyr, er for gammel.</translation>
    </message>
    <message>
        <source>It must be TLS 1.2 or newer. See whether a proxy or a filter of the network answers in its place.</source>
        <translation>Den må være TLS 1.2 eller nyere. Se om en proxy eller et filter i nettverket svarer i stedet.</translation>
    </message>
    <message>
        <source>None is open here, and none is needed.</source>
        <translation>Ingen er åpen her, og ingen trengs.</translation>
    </message>
    <message>
        <source>Look with icacls: only SYSTEM and administrators may change the file and its folder.</source>
        <translation>Se med icacls: bare SYSTEM og administratorer skal kunne endre filen og mappen.</translation>
    </message>
    <message>
        <source>Look with icacls: only SYSTEM and administrators may change it, and only those it is for may read it.</source>
        <translation>Se med icacls: bare SYSTEM og administratorer skal kunne endre den, og bare de den er til for, skal kunne lese den.</translation>
    </message>
    <message>
        <source>Free: {ports} (* is any). One is enough.</source>
        <translation>Ledige: {ports} (* er hvilken som helst). Én er nok.</translation>
    </message>
    <message>
        <source>Things in the settings that cannot be used: {count}</source>
        <translation>Innstillinger som ikke kan brukes: {count}</translation>
    </message>
    <message>
        <source>{host} gave no usable list. The copy at hand is used.</source>
        <translation>{host} ga ingen brukbar liste. Kopien som finnes, brukes.</translation>
    </message>
    <message>
        <source>Not known until what stands above is put right.</source>
        <translation>Ikke kjent før det som står over, er rettet.</translation>
    </message>
    <message>
        <source>Put that right first, and check again.</source>
        <translation>Rett det først, og sjekk på nytt.</translation>
    </message>
    <message>
        <source>{host} has an error of its own, or is busy.</source>
        <translation>{host} har selv en feil, eller er opptatt.</translation>
    </message>
    <message>
        <source>Something else answers at {host}.</source>
        <translation>Noe annet svarer på {host}.</translation>
    </message>
    <message>
        <source>Only the administrator&apos;s policy may say this: {setting} in {file}.</source>
        <translation>Bare administratorens policy kan bestemme dette: {setting} i {file}.</translation>
    </message>
    <message>
        <source>A setting is not valid: {setting} in {file}. Allowed: {allowed}.</source>
        <translation>En innstilling er ikke gyldig: {setting} i {file}. Tillatt: {allowed}.</translation>
    </message>
    <message>
        <source>{registry} counts, and {file} says otherwise: {names}</source>
        <translation>{registry} gjelder, og {file} sier noe annet: {names}</translation>
    </message>
    <message>
        <source>Say it in one of the two places.</source>
        <translation>Si det på bare ett av de to stedene.</translation>
    </message>
    <message>
        <source>policy, registry</source>
        <translation>policy, registeret</translation>
    </message>
    <message>
        <source>Others than its user can read or replace it: {folder}</source>
        <translation>Andre enn brukeren kan lese eller bytte den ut: {folder}</translation>
    </message>
    <message>
        <source>Let only administrators change the registry&apos;s key.</source>
        <translation>La bare administratorer endre nøkkelen i registeret.</translation>
    </message>
    <message>
        <source>Let every account make a folder of its own there, and only administrators look into or change another&apos;s: see the administrator&apos;s page about the journal.</source>
        <translation>La hver konto lage sin egen mappe der, og bare administratorer se i eller endre andres: se siden om journalen for administratorer.</translation>
    </message>
    <message>
        <source>The store of the key is locked ({store}).</source>
        <translation>Lageret med nøkkelen er låst ({store}).</translation>
    </message>
    <message>
        <source>There ({kind}), and not where helseid.key_store wants it.</source>
        <translation>På plass ({kind}), men ikke der helseid.key_store vil ha den.</translation>
    </message>
    <message>
        <source>See that the TPM is on, or the token is put in and its module is the one of the settings. What locked it is lifted with its maker&apos;s tool. Nothing was changed, and no other key is used instead.</source>
        <translation>Se til at TPM-en er slått på, eller at nøkkelenheten er satt inn og modulen er den innstillingene nevner. Låst lager låses opp med produsentens verktøy. Ingenting er endret, og ingen annen nøkkel er brukt i stedet.</translation>
    </message>
    <message>
        <source>The store of the key reports an error ({store}: {why}).</source>
        <translation>Lageret med nøkkelen melder en feil ({store}: {why}).</translation>
    </message>
    <message>
        <source>Type it once: provesvar-gui --token-pin. After a few wrong ones a token locks itself.</source>
        <translation>Tast den inn én gang: provesvar-gui --token-pin. Etter noen få feil låser enheten seg.</translation>
    </message>
    <message>
        <source>The token&apos;s PIN is not known here, or the last one was wrong ({store}).</source>
        <translation>PIN-koden til nøkkelenheten er ukjent her, eller den siste var feil ({store}).</translation>
    </message>
    <message>
        <source>The store of the key is not there ({store}).</source>
        <translation>Lageret med nøkkelen er ikke på plass ({store}).</translation>
    </message>
    <message>
        <source>Take in the file from HelseID Selvbetjening: «Set up the client …» in the self-check, or --import-client FILE.</source>
        <translation>Ta inn konfigurasjonsfilen fra HelseID Selvbetjening: «Sett opp klienten …» nederst i selvsjekken, eller --import-client FIL uten vindu.</translation>
    </message>
</context>
<context>
    <name>SelfCheckDialog</name>
    <message>
        <source>Self-check</source>
        <translation>Selvsjekk</translation>
    </message>
    <message>
        <source>The chosen item</source>
        <translation>Det valgte punktet</translation>
    </message>
    <message>
        <source>Set up the client …</source>
        <translation>Sett opp klienten …</translation>
    </message>
    <message>
        <source>What was checked</source>
        <translation>Hva som er sjekket</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tilstand</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>Sjekker …</translation>
    </message>
    <message>
        <source>The report is on the clipboard. It holds no secret and no person.</source>
        <translation>Rapporten er på utklippstavlen. Den inneholder ingen hemmelighet og ingen person.</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Hva som ble funnet</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Kopier rapporten</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Sjekk på nytt</translation>
    </message>
    <message>
        <source>Call {contact}.</source>
        <translation>Ring {contact}.</translation>
    </message>
    <message>
        <source>Something must be put right before you can look up.</source>
        <translation>Noe må rettes før du kan slå opp.</translation>
    </message>
    <message>
        <source>Something should be looked at.</source>
        <translation>Noe bør ses på.</translation>
    </message>
    <message>
        <source>You can look up.</source>
        <translation>Du kan slå opp.</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Which services: test (synthetic people only) or prod (real patients).</source>
        <translation>Tjenester: test (syntetiske personer) eller prod.</translation>
    </message>
    <message>
        <source>The address of HelseID.</source>
        <translation>Adressen til HelseID.</translation>
    </message>
    <message>
        <source>The client that this program is at HelseID.</source>
        <translation>Klient-ID hos HelseID.</translation>
    </message>
    <message>
        <source>Where the machine&apos;s key lies.</source>
        <translation>Plassering av maskinens nøkkel.</translation>
    </message>
    <message>
        <source>What happens where the system has no password store.</source>
        <translation>Uten passordlager i systemet.</translation>
    </message>
    <message>
        <source>How the client&apos;s key is replaced before it ends.</source>
        <translation>Bytte av klientens nøkkel før den utløper.</translation>
    </message>
    <message>
        <source>The address of HelseID Selvbetjening.</source>
        <translation>Adressen til HelseID Selvbetjening.</translation>
    </message>
    <message>
        <source>What the login asks for.</source>
        <translation>Tilganger innloggingen ber om.</translation>
    </message>
    <message>
        <source>Where the browser returns to after the login.</source>
        <translation>Adresser nettleseren kan gå tilbake til (redirect).</translation>
    </message>
    <message>
        <source>The points of care to choose from.</source>
        <translation>Virksomheter å velge mellom.</translation>
    </message>
    <message>
        <source>The legal entity, for a client that serves several.</source>
        <translation>Juridisk enhet, for en klient med flere.</translation>
    </message>
    <message>
        <source>Whether the login is bound to this program&apos;s key from its start.</source>
        <translation>Innloggingen bindes til nøkkelen fra starten.</translation>
    </message>
    <message>
        <source>Whether the access to results is named anew when the point of care is set.</source>
        <translation>Tilgangen oppgis på nytt når virksomheten settes.</translation>
    </message>
    <message>
        <source>The address of Pasientens prøvesvar.</source>
        <translation>Adressen til Pasientens prøvesvar.</translation>
    </message>
    <message>
        <source>The version of the service&apos;s interface.</source>
        <translation>Versjonen av tjenestens grensesnitt.</translation>
    </message>
    <message>
        <source>What comes along with each report.</source>
        <translation>Ressurser som følger med hver rapport.</translation>
    </message>
    <message>
        <source>What becomes of a report on another kind of number or an invalid one.</source>
        <translation>Rapporter på annen type nummer eller et ugyldig.</translation>
    </message>
    <message>
        <source>What the service&apos;s refusals mean, and which can be opened.</source>
        <translation>Betydningen av tjenestens avslag, og hva som kan åpnes.</translation>
    </message>
    <message>
        <source>Whether opening may be chosen before anything restricted was reported.</source>
        <translation>Åpning kan velges før noe sperret er meldt.</translation>
    </message>
    <message>
        <source>How long opened results stay open, in seconds.</source>
        <translation>Sekunder åpnede svar holdes åpne.</translation>
    </message>
    <message>
        <source>Whether a reason is asked for before opening.</source>
        <translation>Begrunnelse kreves før åpning.</translation>
    </message>
    <message>
        <source>Whom to call about results that cannot be opened.</source>
        <translation>Kontakt om svar som ikke kan åpnes.</translation>
    </message>
    <message>
        <source>Whom to call about this program and the login.</source>
        <translation>Kontakt om programmet og innloggingen.</translation>
    </message>
    <message>
        <source>The laboratories to call when a service is away.</source>
        <translation>Laboratorier å ringe når en tjeneste er borte.</translation>
    </message>
    <message>
        <source>The address of the list of roles (9060).</source>
        <translation>Adressen til listen over roller (9060).</translation>
    </message>
    <message>
        <source>Seconds without use before the window locks.</source>
        <translation>Sekunder uten bruk før vinduet låses.</translation>
    </message>
    <message>
        <source>Whether a key keeps results up for 15 minutes.</source>
        <translation>En tast kan holde svarene framme i 15 minutter.</translation>
    </message>
    <message>
        <source>What lifts the lock.</source>
        <translation>Opplåsing.</translation>
    </message>
    <message>
        <source>Whether other programs&apos; pictures of the screen show the windows.</source>
        <translation>Andre programmer kan ta bilde av vinduene.</translation>
    </message>
    <message>
        <source>What requests pass through.</source>
        <translation>Mellomtjener (proxy).</translation>
    </message>
    <message>
        <source>Certificates trusted besides the system&apos;s.</source>
        <translation>Sertifikater det stoles på i tillegg til systemets.</translation>
    </message>
    <message>
        <source>Which laboratory&apos;s own code is which analyte of the overview.</source>
        <translation>Laboratoriers egne koder i oversikten.</translation>
    </message>
    <message>
        <source>Whether the access journal is kept on this machine.</source>
        <translation>Tilgangslogg på denne maskinen.</translation>
    </message>
    <message>
        <source>How many months the journal&apos;s lines are kept.</source>
        <translation>Måneder tilgangsloggen beholdes.</translation>
    </message>
    <message>
        <source>Where the journal&apos;s key rests.</source>
        <translation>Plassering av tilgangsloggens nøkkel.</translation>
    </message>
    <message>
        <source>The language of the screen. At the next start.</source>
        <translation>Språket på skjermen. Fra neste start.</translation>
    </message>
    <message>
        <source>The size of the text, in per cent.</source>
        <translation>Tekststørrelsen, i prosent.</translation>
    </message>
    <message>
        <source>The colours of the screen.</source>
        <translation>Fargene på skjermen.</translation>
    </message>
    <message>
        <source>The view in which the results of a look-up are shown first.</source>
        <translation>Første visning etter oppslag.</translation>
    </message>
    <message>
        <source>Whether a drill with synthetic people may be begun.</source>
        <translation>Øvelse med syntetiske personer kan begynnes.</translation>
    </message>
    <message>
        <source>Whether the program stays in the tray, locked, when its window is closed.</source>
        <translation>Blir i systemkurven, låst, når vinduet lukkes.</translation>
    </message>
    <message>
        <source>it decides where requests go, and through what</source>
        <translation>den avgjør hvor forespørsler går, og gjennom hva</translation>
    </message>
    <message>
        <source>it protects the login and the key</source>
        <translation>den beskytter innloggingen og nøkkelen</translation>
    </message>
    <message>
        <source>it decides how restricted results are opened</source>
        <translation>den avgjør hvordan sperrede svar åpnes</translation>
    </message>
    <message>
        <source>it decides who else can see the screen</source>
        <translation>den avgjør hvem andre som kan se skjermen</translation>
    </message>
    <message>
        <source>it decides which result is shown as what</source>
        <translation>den avgjør hvilket svar som vises som hva</translation>
    </message>
    <message>
        <source>it decides what is recorded of look-ups</source>
        <translation>den avgjør hva som registreres om oppslag</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>Innebygd</translation>
    </message>
    <message>
        <source>Own file</source>
        <translation>Egen fil</translation>
    </message>
    <message>
        <source>Start command</source>
        <translation>Startkommando</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Låst</translation>
    </message>
    <message>
        <source>Ctrl and plus or minus, or the wheel with Ctrl</source>
        <translation>Ctrl og pluss eller minus, eller musehjulet med Ctrl</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Språk</translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation>Tekststørrelse</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farger</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Som systemet</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Lyst</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Mørkt</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Høy kontrast</translation>
    </message>
    <message>
        <source>First view after a look-up</source>
        <translation>Første visning etter oppslag</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Oversikt</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabell</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapporter</translation>
    </message>
    <message>
        <source>Microbiology</source>
        <translation>Mikrobiologi</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Utvikling</translation>
    </message>
    <message>
        <source>In the password store</source>
        <translation>I passordlageret</translation>
    </message>
    <message>
        <source>No login</source>
        <translation>Ingen innlogging</translation>
    </message>
    <message>
        <source>By command</source>
        <translation>Med kommando</translation>
    </message>
    <message>
        <source>Shown apart</source>
        <translation>Vises for seg</translation>
    </message>
    <message>
        <source>Locked by your administrator</source>
        <translation>Låst av administratoren</translation>
    </message>
    <message>
        <source>Not known to this version, and without effect: {names}</source>
        <translation>Ukjent for denne versjonen, og uten virkning: {names}</translation>
    </message>
    <message>
        <source>Profile test: synthetic people only.</source>
        <translation>Profil test: bare syntetiske personer.</translation>
    </message>
    <message>
        <source>Profile prod: real patients.</source>
        <translation>Profil prod: ekte pasienter.</translation>
    </message>
    <message>
        <source>The sandbox: synthetic people only, on this machine.</source>
        <translation>Sandkassen: bare syntetiske personer, på denne maskinen.</translation>
    </message>
    <message>
        <source>{file} (not there)</source>
        <translation>{file} (finnes ikke)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ingen</translation>
    </message>
    <message>
        <source>Until then nobody is asked anything. Below: what could be read, and the built-in values.</source>
        <translation>Inntil da spørres ingen om noe. Under: det som kunne leses, og de innebygde verdiene.</translation>
    </message>
    <message>
        <source>What the file says cannot be used</source>
        <translation>Det som står i filen, kan ikke brukes</translation>
    </message>
    <message>
        <source>When the service&apos;s answers begin: older ones may be missing.</source>
        <translation>Når tjenestens svar begynner: eldre kan mangle.</translation>
    </message>
    <message>
        <source>Seconds without use before the patient is wiped and the session is ended as well.</source>
        <translation>Sekunder uten bruk før pasienten fjernes.</translation>
    </message>
    <message>
        <source>On Windows (not tried): the key that takes a copied number from any program.</source>
        <translation>Windows (ikke prøvd): tast som henter et kopiert nummer.</translation>
    </message>
    <message>
        <source>Whose key the client uses: each user&apos;s own, or the machine&apos;s.</source>
        <translation>Klientens nøkkel: brukerens egen eller maskinens.</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nei</translation>
    </message>
    <message>
        <source>Your administrator, in {file}</source>
        <translation>Administratoren, i {file}</translation>
    </message>
    <message>
        <source>In production only your administrator: {why}</source>
        <translation>I produksjon bare administratoren: {why}</translation>
    </message>
    <message>
        <source>The sandbox has its own settings, and reads no file.</source>
        <translation>Sandkassen har sine egne innstillinger og leser ingen fil.</translation>
    </message>
    <message>
        <source>Not known until the files can be read.</source>
        <translation>Ikke kjent før filene kan leses.</translation>
    </message>
    <message>
        <source>You, in {file}</source>
        <translation>Du, i {file}</translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation>Hvem bestemmer</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Tillatt</translation>
    </message>
    <message>
        <source>Own settings: {own}
Administrator&apos;s policy: {policy}</source>
        <translation>Egne innstillinger: {own}
Administratorens policy: {policy}</translation>
    </message>
    <message>
        <source>Takes effect at the next start</source>
        <translation>Gjelder fra neste start</translation>
    </message>
    <message>
        <source>The name of the header by which the service finds a request.</source>
        <translation>Navnet på hodefeltet som tjenesten finner igjen en forespørsel med.</translation>
    </message>
    <message>
        <source>{registry} counts, and {file} says otherwise: {names}</source>
        <translation>{registry} gjelder, og {file} sier noe annet: {names}</translation>
    </message>
    <message>
        <source>The folder for everybody&apos;s access journals, where profiles do not last.</source>
        <translation>Mappen for alles tilgangslogger, der profiler ikke varer.</translation>
    </message>
    <message>
        <source>Overruled</source>
        <translation>Uten virkning</translation>
    </message>
    <message>
        <source>Where the next key of each user&apos;s own is made, and used.</source>
        <translation>Hvor brukerens neste egne nøkkel lages og brukes.</translation>
    </message>
    <message>
        <source>The token of key_store = pkcs11, and its module: a PKCS#11 URI.</source>
        <translation>Nøkkelenheten og modulen dens: en PKCS#11-URI.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Innstillinger</translation>
    </message>
    <message>
        <source>The chosen setting</source>
        <translation>Den valgte innstillingen</translation>
    </message>
    <message>
        <source>Every setting</source>
        <translation>Alle innstillinger</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Innstilling</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Verdi</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Fra</translation>
    </message>
    <message>
        <source>For you</source>
        <translation>For deg</translation>
    </message>
    <message>
        <source>For IT</source>
        <translation>For IT</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Leser …</translation>
    </message>
    <message>
        <source>The settings could not be read now.</source>
        <translation>Innstillingene kunne ikke leses nå.</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Oppdater</translation>
    </message>
    <message>
        <source>Filter the settings</source>
        <translation>Søk i innstillingene</translation>
    </message>
</context>
<context>
    <name>SetupDialog</name>
    <message>
        <source>Set up the client</source>
        <translation>Sett opp klienten</translation>
    </message>
    <message>
        <source>The configuration file</source>
        <translation>Konfigurasjonsfilen</translation>
    </message>
    <message>
        <source>&amp;Choose file …</source>
        <translation>&amp;Velg fil …</translation>
    </message>
    <message>
        <source>Take the client in</source>
        <translation>Ta inn klienten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>With the configuration file from HelseID Selvbetjening (JSON)</source>
        <translation>Med konfigurasjonsfilen fra HelseID Selvbetjening (JSON)</translation>
    </message>
    <message>
        <source>The key in it is moved to the system&apos;s password store; the file is not sent anywhere.</source>
        <translation>Nøkkelen i den flyttes til systemets passordlager; filen sendes ikke noe sted.</translation>
    </message>
    <message>
        <source>or with an API key, without a file</source>
        <translation>eller med en API-nøkkel, uten fil</translation>
    </message>
    <message>
        <source>The key is made here, and you confirm the client in the browser.</source>
        <translation>Nøkkelen lages her, og du bekrefter klienten i nettleseren.</translation>
    </message>
    <message>
        <source>Reading the file …</source>
        <translation>Leser filen …</translation>
    </message>
    <message>
        <source>Client: {id}</source>
        <translation>Klient: {id}</translation>
    </message>
    <message>
        <source>For: {host}</source>
        <translation>For: {host}</translation>
    </message>
    <message>
        <source>Key: {kind}</source>
        <translation>Nøkkel: {kind}</translation>
    </message>
    <message>
        <source>Redirect addresses: {list}</source>
        <translation>Omdirigeringsadresser: {list}</translation>
    </message>
    <message>
        <source>✕ The administrator&apos;s policy names another client than this file.</source>
        <translation>✕ Administratorens policy nevner en annen klient enn denne filen.</translation>
    </message>
    <message>
        <source>▲ Another client is set up here. It is replaced by this one.</source>
        <translation>▲ En annen klient er satt opp her. Den erstattes av denne.</translation>
    </message>
    <message>
        <source>This file cannot be taken in. Correct it at HelseID Selvbetjening, or choose another.</source>
        <translation>Denne filen kan ikke tas inn. Rett det i HelseID Selvbetjening, eller velg en annen.</translation>
    </message>
    <message>
        <source>The system asks for the password of its store: look for its window, and answer there.</source>
        <translation>Systemet spør om passordet til lageret sitt: se etter vinduet, og svar der.</translation>
    </message>
    <message>
        <source>Moving the key to the system&apos;s password store …</source>
        <translation>Flytter nøkkelen til systemets passordlager …</translation>
    </message>
    <message>
        <source>▲ There is no password store here: the key is forgotten when the program ends.</source>
        <translation>▲ Det finnes ikke noe passordlager her: nøkkelen blir glemt når programmet avsluttes.</translation>
    </message>
    <message>
        <source>▲ The key in the file is an older one: the one that has replaced it stays in use.</source>
        <translation>▲ Nøkkelen i filen er en eldre nøkkel: den som har erstattet den, brukes fortsatt.</translation>
    </message>
    <message>
        <source>▲ Delete the file now, and empty the wastebasket: it still holds a copy of the key.</source>
        <translation>▲ Slett filen nå, og tøm papirkurven: den inneholder fortsatt en kopi av nøkkelen.</translation>
    </message>
    <message>
        <source>▲ Other users of this machine could read or change the file while it lay there. If one of them may have done so, make a new key at HelseID Selvbetjening and take that file in.</source>
        <translation>▲ Andre brukere av maskinen kunne lese eller endre filen mens den lå der. Hvis noen av dem kan ha gjort det: lag en ny nøkkel i HelseID Selvbetjening og ta inn den filen.</translation>
    </message>
    <message>
        <source>The key of the former client is still in the password store. This command takes it out:</source>
        <translation>Nøkkelen til den forrige klienten ligger fortsatt i passordlageret. Denne kommandoen fjerner den:</translation>
    </message>
    <message>
        <source>Settings written: {file}</source>
        <translation>Innstillinger skrevet: {file}</translation>
    </message>
    <message>
        <source>The client&apos;s configuration file</source>
        <translation>Klientens konfigurasjonsfil</translation>
    </message>
    <message>
        <source>Configuration files (*.json)</source>
        <translation>Konfigurasjonsfiler (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle filer (*)</translation>
    </message>
    <message>
        <source>The client is set up. Press Enter in the window to log in.</source>
        <translation>Klienten er satt opp. Trykk Enter i vinduet for å logge inn.</translation>
    </message>
    <message>
        <source>Confirm the client in the browser. If no page has opened, open this address:</source>
        <translation>Bekreft klienten i nettleseren. Åpnet det seg ingen side, åpne denne adressen:</translation>
    </message>
    <message>
        <source>&amp;Make the client</source>
        <translation>&amp;Lag klienten</translation>
    </message>
    <message>
        <source>Organisation number</source>
        <translation>Organisasjonsnummer</translation>
    </message>
    <message>
        <source>Making the key and the client …</source>
        <translation>Lager nøkkelen og klienten …</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-nøkkel</translation>
    </message>
    <message>
        <source>test, synthetic people only</source>
        <translation>test, bare syntetiske personer</translation>
    </message>
    <message>
        <source>production, real patients</source>
        <translation>produksjon, ekte pasienter</translation>
    </message>
    <message>
        <source>The API key was not kept: type it again.</source>
        <translation>API-nøkkelen er ikke tatt vare på: skriv den inn på nytt.</translation>
    </message>
    <message>
        <source>Cop&amp;y address</source>
        <translation>Kopier a&amp;dressen</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>Lukk</translation>
    </message>
</context>
<context>
    <name>Startup</name>
    <message>
        <source>{key}: what is wrong, and what to do. {call}: whom to call meanwhile.</source>
        <translation>{key}: hva som er galt, og hva du kan gjøre. {call}: hvem du kan ringe så lenge.</translation>
    </message>
    <message>
        <source>Login (HelseID) does not answer ({time}): who is logged in can go on, nobody else can log in.</source>
        <translation>Innloggingen (HelseID) svarer ikke ({time}): den som er logget inn, kan fortsette, men ingen andre kan logge inn.</translation>
    </message>
    <message>
        <source>Pasientens prøvesvar does not answer ({time}): nothing can be looked up now.</source>
        <translation>Pasientens prøvesvar svarer ikke ({time}): ingenting kan slås opp nå.</translation>
    </message>
    <message>
        <source>The code list does not answer ({time}): the copy at hand is used, and look-ups work.</source>
        <translation>Kodelisten svarer ikke ({time}): kopien på maskinen brukes, og oppslag virker.</translation>
    </message>
    <message>
        <source>No contact with any service ({time}): nobody can log in or look up now.</source>
        <translation>Ingen av tjenestene kan nås ({time}): ingen kan logge inn eller slå opp nå.</translation>
    </message>
    <message>
        <source>Login, service and code list answer · {time}</source>
        <translation>Innlogging, tjeneste og kodeliste svarer · {time}</translation>
    </message>
</context>
<context>
    <name>StatusBanner</name>
    <message>
        <source>Copy the reference</source>
        <translation>Kopier referansen</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Lukk meldingen</translation>
    </message>
    <message>
        <source>Close the message (Esc)</source>
        <translation>Lukk meldingen (Esc)</translation>
    </message>
    <message>
        <source>Reference: {id}</source>
        <translation>Referanse: {id}</translation>
    </message>
    <message>
        <source>Set up the client …</source>
        <translation>Sett opp klienten …</translation>
    </message>
    <message>
        <source>Self-check …</source>
        <translation>Selvsjekk …</translation>
    </message>
    <message>
        <source>Whom to call …</source>
        <translation>Hvem du ringer …</translation>
    </message>
    <message>
        <source>All numbers …</source>
        <translation>Alle numre …</translation>
    </message>
    <message>
        <source>If it is urgent, call the laboratory.</source>
        <translation>Haster det, ring laboratoriet.</translation>
    </message>
    <message>
        <source>If it is urgent, call:</source>
        <translation>Haster det, ring:</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Prøv igjen</translation>
    </message>
    <message>
        <source>The service says: «{text}»</source>
        <translation>Tjenesten sier: «{text}»</translation>
    </message>
    <message>
        <source>Fetch again</source>
        <translation>Hent på nytt</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>&amp;Open Prøvesvar</source>
        <translation>&amp;Åpne Prøvesvar</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Avslutt</translation>
    </message>
</context>
<context>
    <name>Trend</name>
    <message>
        <source>Trend</source>
        <translation>Utvikling</translation>
    </message>
    <message>
        <source>Graph over time</source>
        <translation>Graf over tid</translation>
    </message>
    <message>
        <source>The results of the graph</source>
        <translation>Svarene i grafen</translation>
    </message>
    <message>
        <source>Incomplete: {count} of {total} fetched. The trend is drawn when all of it is here.</source>
        <translation>Ufullstendig: {count} av {total} hentet. Utviklingen tegnes når alt er hentet.</translation>
    </message>
    <message>
        <source>Choose an examination above to see it over time.</source>
        <translation>Velg en undersøkelse over for å se den over tid.</translation>
    </message>
    <message>
        <source>No result has a number and a time; there is nothing to draw.</source>
        <translation>Ingen svar har både tall og tidspunkt; det er ingenting å tegne.</translation>
    </message>
    <message>
        <source>The report of this result did not come.</source>
        <translation>Rapporten som dette svaret hører til, kom ikke med.</translation>
    </message>
    <message>
        <source>on another kind of number or an invalid one</source>
        <translation>på annen nummertype eller ugyldig nummer</translation>
    </message>
    <message>
        <source>Examination to draw</source>
        <translation>Undersøkelse som skal tegnes</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Show all times</source>
        <translation>Vis hele tidsrommet</translation>
    </message>
    <message>
        <source>5 years</source>
        <translation>5 år</translation>
    </message>
    <message>
        <source>Show the last 5 years</source>
        <translation>Vis de siste 5 årene</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 år</translation>
    </message>
    <message>
        <source>Show the last year</source>
        <translation>Vis det siste året</translation>
    </message>
    <message>
        <source>30 d</source>
        <translation>30 d</translation>
    </message>
    <message>
        <source>Show the last 30 days</source>
        <translation>Vis de siste 30 dagene</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 d</translation>
    </message>
    <message>
        <source>Show the last 7 days</source>
        <translation>Vis de siste 7 dagene</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 t</translation>
    </message>
    <message>
        <source>Show the last 24 hours</source>
        <translation>Vis de siste 24 timene</translation>
    </message>
    <message>
        <source>Period of the graph</source>
        <translation>Periode i grafen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tidspunkt</translation>
    </message>
    <message>
        <source>Examination</source>
        <translation>Undersøkelse</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>A limit, not a number</source>
        <translation>En grense, ikke et tall</translation>
    </message>
    <message>
        <source>Registered on another kind of number or an invalid one.</source>
        <translation>Registrert på annen nummertype eller ugyldig nummer.</translation>
    </message>
    <message>
        <source>Perhaps cancelled</source>
        <translation>Kanskje kansellert</translation>
    </message>
    <message>
        <source>Opened: restricted by the patient</source>
        <translation>Åpnet: sperret av pasienten</translation>
    </message>
    <message>
        <source>Marked</source>
        <translation>Merket</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referanse</translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation>Laboratorium</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>In the graph</source>
        <translation>I grafen</translation>
    </message>
    <message>
        <source>Not drawn: cancelled</source>
        <translation>Ikke tegnet: kansellert</translation>
    </message>
    <message>
        <source>Not drawn again: repeated by the laboratory</source>
        <translation>Ikke tegnet på nytt: gjentatt av laboratoriet</translation>
    </message>
    <message>
        <source>Not drawn: the day is not given</source>
        <translation>Ikke tegnet: dagen er ikke oppgitt</translation>
    </message>
    <message>
        <source>Not drawn: no number</source>
        <translation>Ikke tegnet: ingen tallverdi</translation>
    </message>
    <message>
        <source>other method</source>
        <translation>annen metode</translation>
    </message>
    <message>
        <source>other laboratory</source>
        <translation>annet laboratorium</translation>
    </message>
    <message>
        <source>other material</source>
        <translation>annet materiale</translation>
    </message>
    <message>
        <source>No time given</source>
        <translation>Tidspunkt ikke oppgitt</translation>
    </message>
    <message>
        <source>A result of the same time is cancelled: ask the laboratory which is valid</source>
        <translation>Et svar fra samme tidspunkt er kansellert: spør laboratoriet hvilket som gjelder</translation>
    </message>
    <message>
        <source>Earlier version: {value}</source>
        <translation>Tidligere versjon: {value}</translation>
    </message>
    <message>
        <source>{name}: nothing is drawn in this period.</source>
        <translation>{name}: ingenting er tegnet i denne perioden.</translation>
    </message>
    <message>
        <source>Newest: {value}, {when}.</source>
        <translation>Nyeste: {value}, {when}.</translation>
    </message>
    <message>
        <source>At the same time: {values}</source>
        <translation>Samme tidspunkt: {values}</translation>
    </message>
    <message>
        <source>Perhaps newer: {values}</source>
        <translation>Kanskje nyere: {values}</translation>
    </message>
    <message>
        <source>Dated after the fetch: {values}</source>
        <translation>Datert etter henting: {values}</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) in a table</source>
        <translation>
            <numerusform>%n svar i tabell</numerusform>
            <numerusform>%n svar i tabell</numerusform>
        </translation>
    </message>
    <message>
        <source>Back to the lanes</source>
        <translation>Til grafen</translation>
    </message>
    <message>
        <source>Add an examination</source>
        <translation>Legg til undersøkelse</translation>
    </message>
    <message>
        <source>40 h</source>
        <translation>40 t</translation>
    </message>
    <message>
        <source>Show the last 40 hours</source>
        <translation>Vis siste 40 timer</translation>
    </message>
    <message numerus="yes">
        <source>%n later, not ready</source>
        <translation>
            <numerusform>%n senere, ikke klart</numerusform>
            <numerusform>%n senere, ikke klare</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n perhaps cancelled</source>
        <translation>
            <numerusform>%n kanskje kansellert</numerusform>
            <numerusform>%n kanskje kansellert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n opened</source>
        <translation>
            <numerusform>%n åpnet</numerusform>
            <numerusform>%n åpnet</numerusform>
        </translation>
    </message>
    <message>
        <source>perhaps cancelled</source>
        <translation>kanskje kansellert</translation>
    </message>
    <message>
        <source>other reference</source>
        <translation>annen referanse</translation>
    </message>
    <message>
        <source>ref. {range}</source>
        <translation>ref. {range}</translation>
    </message>
    <message>
        <source>from {value} · {before}</source>
        <translation>fra {value} · {before}</translation>
    </message>
    <message>
        <source>previous {value}, {why} · {before}</source>
        <translation>forrige {value}, {why} · {before}</translation>
    </message>
    <message>
        <source>now</source>
        <translation>nå</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>Fjern {name}</translation>
    </message>
    <message>
        <source>Report (Enter)</source>
        <translation>Rapport (Enter)</translation>
    </message>
    <message>
        <source>Copy (Ctrl+C)</source>
        <translation>Kopier (Ctrl+C)</translation>
    </message>
    <message>
        <source>Remove (Del)</source>
        <translation>Fjern (Del)</translation>
    </message>
    <message>
        <source>own scale</source>
        <translation>egen skala</translation>
    </message>
    <message numerus="yes">
        <source>%n older outside the period, the last {when}.</source>
        <translation>
            <numerusform>%n eldre før perioden, {when}.</numerusform>
            <numerusform>%n eldre før perioden, det siste {when}.</numerusform>
        </translation>
    </message>
    <message>
        <source>one of the two is a limit, not a number</source>
        <translation>en av de to er en grense, ikke et tall</translation>
    </message>
    <message>
        <source>several values at the same time</source>
        <translation>flere verdier på samme tidspunkt</translation>
    </message>
    <message>
        <source>it is not known which of the two came first</source>
        <translation>det er ikke kjent hvilket av de to som kom først</translation>
    </message>
    <message>
        <source>a result in between was cancelled</source>
        <translation>et svar imellom er kansellert</translation>
    </message>
    <message>
        <source>a result in between has no number</source>
        <translation>et svar imellom har ingen tallverdi</translation>
    </message>
    <message>
        <source>scale for {values}</source>
        <translation>skala for {values}</translation>
    </message>
    <message>
        <source>The line is broken before it: {reason}</source>
        <translation>Linjen er brutt før dette svaret: {reason}</translation>
    </message>
    <message>
        <source>preliminary (dashed)</source>
        <translation>foreløpig (stiplet)</translation>
    </message>
    <message>
        <source>marked by the laboratory</source>
        <translation>merket av laboratoriet</translation>
    </message>
    <message numerus="yes">
        <source>{name}: %n result(s) drawn.</source>
        <translation>
            <numerusform>{name}: %n svar tegnet.</numerusform>
            <numerusform>{name}: %n svar tegnet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Lowest: {value}, {when}.</source>
        <translation>Lavest: {value}, {when}.</translation>
    </message>
    <message>
        <source>Highest: {value}, {when}.</source>
        <translation>Høyest: {value}, {when}.</translation>
    </message>
    <message>
        <source>Against the reference</source>
        <translation>Mot referanse</translation>
    </message>
    <message>
        <source>Own scale</source>
        <translation>Egen skala</translation>
    </message>
    <message>
        <source>waiting {time}</source>
        <translation>venter {time}</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Før</translation>
    </message>
</context>
<context>
    <name>UserMenu</name>
    <message>
        <source>My &amp;look-ups</source>
        <translation>Mine &amp;oppslag</translation>
    </message>
    <message>
        <source>&amp;Whom to call</source>
        <translation>&amp;Hvem du ringer</translation>
    </message>
    <message>
        <source>Keep open at the &amp;bedside</source>
        <translation>Hold åpent ved &amp;pasienten</translation>
    </message>
    <message>
        <source>&amp;Drill</source>
        <translation>&amp;Øvelse</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Innstillinger</translation>
    </message>
    <message>
        <source>Self-&amp;check</source>
        <translation>Selv&amp;sjekk</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Hj&amp;elp</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Taster</translation>
    </message>
    <message>
        <source>Lock &amp;window</source>
        <translation>&amp;Lås vinduet</translation>
    </message>
    <message>
        <source>Log &amp;out and clear</source>
        <translation>Logg &amp;ut og tøm</translation>
    </message>
</context>
<context>
    <name>Versions</name>
    <message>
        <source>Another version is cancelled; which is newer is not known</source>
        <translation>En annen versjon er kansellert; det er ikke kjent hvilken som er nyest</translation>
    </message>
    <message>
        <source>Sent again; the original was withdrawn</source>
        <translation>Sendt på nytt; originalen er trukket tilbake</translation>
    </message>
</context>
<context>
    <name>WaitPanel</name>
    <message>
        <source>Open the browser again</source>
        <translation>Åpne nettleseren igjen</translation>
    </message>
    <message>
        <source>If the login page in the browser is gone</source>
        <translation>Hvis innloggingssiden i nettleseren er borte</translation>
    </message>
    <message>
        <source>Cop&amp;y address</source>
        <translation>Kopier a&amp;dressen</translation>
    </message>
    <message>
        <source>If the browser did not open: copy the address and open it in a browser on this machine</source>
        <translation>Hvis nettleseren ikke åpnet seg: kopier adressen og åpne den i en nettleser på denne maskinen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Cancel what is running (Esc)</source>
        <translation>Avbryt det som pågår (Esc)</translation>
    </message>
</context>
<context>
    <name>WindowPages</name>
    <message>
        <source>The client is set up.</source>
        <translation>Klienten er satt opp.</translation>
    </message>
    <message>
        <source>Press Enter to log in.</source>
        <translation>Trykk Enter for å logge inn.</translation>
    </message>
</context>
</TS>
