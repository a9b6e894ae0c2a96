namespace Sovereign.Dashboard.Web.Display;

/// <content>French.</content>
public static partial class FrameTexts
{
    public static readonly FrameText French = new()
    {
        SkipToContent = "Aller au contenu",
        MainMenu = "Menu principal",
        Menu = new Dictionary<string, string>
        {
            ["Overview"] = "Vue d’ensemble",
            ["Countries"] = "Pays",
            ["Indicators"] = "Indicateurs",
            ["Compare"] = "Comparer",
            ["Telemetry"] = "Télémesure",
            ["Data"] = "Données",
            ["Work"] = "Travail",
            ["Engines"] = "Moteurs",
            ["Audit"] = "Audit",
        },
        YourAccount = "Votre compte :",
        SignIn = "Se connecter",
        SignOut = "Se déconnecter",
        Promise = "Chaque chiffre de ce site mène à sa source et à la ligne du fichier où il a été lu. Rien n’est divisé entre deux définitions différentes.",
        Footer = new Dictionary<string, string>
        {
            ["Methods"] = "Méthodes",
            ["Published claims"] = "Affirmations publiées",
            ["What changed"] = "Ce qui a changé",
            ["All figures (JSON)"] = "Tous les chiffres (JSON)",
            ["API description"] = "Description de l’API",
            ["Display and language"] = "Affichage et langue",
        },
        Settings = "Affichage et langue",
        SettingsLede = "Pour ce navigateur, que vous soyez connecté ou non.",
        Colours = "Couleurs",
        Themes = new Dictionary<Theme, string>
        {
            [Theme.System] = "Comme l’appareil",
            [Theme.Light] = "Claires",
            [Theme.Dark] = "Sombres",
        },
        LanguageOfMenus = "Langue des menus",
        WhatIsTranslated = "Sont traduits le menu, le pied de page, la connexion, votre compte, cette page et les pages d’erreur. Les chiffres, les sources, les définitions, les méthodes et les pages de travail sont en anglais.",
        Save = "Enregistrer",
        Saved = "C’est enregistré.",
        HowItIsKept = "Conservé un an dans deux cookies qui ne contiennent que ces deux choix. Ils ne servent ni à compter ni à suivre personne ; le premier choix de chaque liste n’en laisse aucun.",
        States = new Dictionary<int, StateText>
        {
            [400] = new("La demande est illisible", "L’adresse contient quelque chose qu’aucune adresse de ce site ne peut contenir, ou le formulaire a été ouvert avant que vous vous connectiez ou déconnectiez. Rien n’a été modifié. Revenez en arrière et rechargez la page, ou repartez d’ici."),
            [403] = new("Accès non autorisé", "Vos rôles ne donnent pas accès à cette page. Un administrateur peut les modifier."),
            [404] = new("Il n’y a pas de page à cette adresse", "Elle a peut-être été mal saisie, ou son contenu a changé d’adresse."),
            [405] = new("Rien ne peut être envoyé à cette page", "L’adresse existe, mais elle se consulte seulement. Rien n’a été modifié."),
            [408] = new("La demande a pris trop de temps", "Ce que vous avez envoyé n’est pas arrivé en entier. Rien n’a été modifié. Envoyez-le de nouveau."),
            [413] = new("C’est plus volumineux que ce qui est accepté ici", "Rien n’en a été gardé. Divisez-le et envoyez les parties."),
            [415] = new("Ce type de contenu n’est pas lu ici", "Rien n’en a été gardé."),
            [429] = new("Trop de demandes en peu de temps", "Rien n’a été modifié. Attendez une minute, puis réessayez."),
            [500] = new("La page n’a pas pu être produite", "Une erreur s’est produite de notre côté. Rien de ce que vous avez envoyé n’a été enregistré à moitié. Réessayez dans une minute."),
            [503] = new("La base de données ne répond pas", "Rien n’est perdu : ce qui était publié et ce que vous aviez enregistré est conservé. Ce que vous venez d’envoyer n’a pas été enregistré. Réessayez dans une minute."),
        },
        OtherState = new("La page a répondu {0}", "Elle ne peut pas être affichée. Rien n’a été modifié. Revenez en arrière, ou repartez d’ici."),
        TryAgain = "Réessayer",
        ToOverview = "Vue d’ensemble : l’écart entre le pays et la référence",
        ToCountries = "Tous les pays",
        ToIndicators = "Tous les indicateurs",
        FaultNumber = "Si cela persiste, communiquez à l’administrateur ce numéro, sous lequel l’erreur est consignée :",
        SignedInAs = "Vous êtes connecté en tant que {0}.",
        ErrorPrefix = "Erreur :",
    };
}
