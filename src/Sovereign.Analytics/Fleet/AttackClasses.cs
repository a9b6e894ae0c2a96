namespace Sovereign.Analytics.Fleet;

/// <summary>What the arithmetic of engines' figures withstands, and what it cannot see.</summary>
public static class AttackClasses
{
    public static IReadOnlyList<AttackClass> Covered { get; } =
    [
        new("replayed-batches", "Sending the same batches again",
            "A series has one reading of each time, and the first counts. Batches sent again, in any order, change nothing.", true),
        new("shifted-replay", "Sending earlier readings again under new times",
            "A counter that falls back counts its value anew, at a rate no hardware reaches; and ten steps that repeat earlier ones bit for bit are no "
            + "chance. The engine's day is excluded until explained.", true),
        new("forged-key", "Sending under a key that was never issued",
            "Only enrolled engines are in the set that figures are made of. What comes under any other key is refused.", true),
        new("impossible-rate", "More tokens than the hardware can compute",
            "Two operations for each active parameter and token must fit under the accelerators' peak. The engine's day is excluded until explained.", true),
        new("impossible-efficiency", "More tokens from a joule than the hardware can compute",
            "The peak divided by the power of the data sheet bounds what a joule can do. The engine's day is excluded until explained.", true),
        new("selective-reporting", "Reporting only the hours that look good",
            "Tokens must be reported for nine tenths of the expected time. Otherwise the engine's day is excluded until explained.", true),
        new("withheld-energy", "Reporting tokens always and energy only in good minutes",
            "Energy must be reported for nineteen of twenty minutes with tokens, and that of every accelerator. Otherwise the engine's day is excluded until explained.",
            true),
        new("future-timestamps", "Sending readings from the future",
            "What is more than five minutes ahead of the time of receipt is refused, and spoils nothing that comes later.", true),
        new("label-explosion", "Sending one series under ever new labels",
            "Only the labels of the metric map name a series. All others are dropped, so that the copies are one series, of which one reading of each time counts.",
            true),
    ];

    public static IReadOnlyList<AttackClass> NotCovered { get; } =
    [
        new("invented-stream", "Inventing a stream that stays within physics",
            "Numbers that agree with each other and with the data sheet cannot be told from true ones. Against them stand an agent that signs what it reads, audits of "
            + "sites and their electricity bills.", false),
        new("scaled-energy", "Stating somewhat fewer joules than were used",
            "The bound of physics lies far above what engines reach, and anything below it passes. Meters and bills show it.", false),
        new("small-gaps", "Leaving out a little",
            "Up to a tenth of the time, and the energy of up to a twentieth of the minutes with tokens, may be missing before a day is flagged. "
            + "The coverage is shown with every figure.", false),
        new("altered-replay", "Repeating earlier readings with small changes, or those of another day or engine",
            "Only repetitions within a day, of ten steps or more and bit for bit, are told from chance.", false),
        new("late-counting", "Moving tokens between minutes",
            "Counters that move when a request ends, and senders that hold readings back, move tokens in time. Sums of the day are not changed by it.", false),
        new("wrong-facts", "Enrolling with wrong facts",
            "A peak too high, a model too small, an effectiveness (PUE) too good or a price too low go into the figures as stated. Enrolment is checked by a second "
            + "person, and the facts are part of what is published.", false),
        new("shared-hardware", "Engines that share accelerators",
            "Each engine's joules are those of the accelerators it names. Two that name the same ones count their energy twice.", false),
        new("twin-enrolment", "Enrolling one engine twice",
            "Two keys that tell the same stream are two engines to the arithmetic. Enrolment asks for serial numbers.", false),
        new("idle-work", "Generating tokens that nobody wants",
            "A token is counted, not read. Figures of efficiency and utilisation rise with traffic made for them.", false),
        new("announced-outages", "Announcing outages for the times in which an engine does badly",
            "What is announced before it begins is not expected, and needs no reason that anybody checks. Each outage is kept with its reason and who announced it, and "
            + "what an engine does in it counts all the same.", false),
        new("finer-tokens", "A tokenizer that makes more tokens of the same text",
            "Tokens are those of the model. Joules per thousand characters, where the sender counts characters, do not follow.", false),
        new("joined-operators", "Operators who add up what they know",
            "Disclosure control protects one operator from the public, not from the other operators together.", false),
    ];

    public static IReadOnlyList<AttackClass> All { get; } = [.. Covered, .. NotCovered];
}
