"""Namesakes and spellings: which place on earth a name means, in sentences of many countries."""

from __future__ import annotations

from functools import cache

import pytest
from by_hand import report_of

from dateline.extract import where
from dateline.knowledge.gazetteer import Gazetteer
from dateline.parse.parser import parse

SPELLINGS = (
    # Romanisations, articles, accents and former names of one place.
    ("Kiev", "Kyiv", "UKR"), ("Kharkov", "Kharkiv", "UKR"), ("Odessa", "Odesa", "UKR"),
    ("Lvov", "Lviv", "UKR"), ("Nikolayev", "Mykolaiv", "UKR"), ("Artemivsk", "Bakhmut", "UKR"),
    ("Qayyara", "Qayyarah", "IRQ"), ("al-Qayyarah", "Qayyarah", "IRQ"),
    ("Falluja", "Fallujah", "IRQ"), ("Tall Afar", "Tal Afar", "IRQ"),
    ("Tikreet", "Tikrit", "IRQ"), ("Ar-Ramadi", "Ramadi", "IRQ"), ("Baqubah", "Baquba", "IRQ"),
    ("Arbil", "Erbil", "IRQ"), ("Raqqah", "Raqqa", "SYR"), ("ar-Raqqa", "Raqqa", "SYR"),
    ("Dayr az-Zawr", "Deir ez-Zor", "SYR"), ("Deir al-Zour", "Deir ez-Zor", "SYR"),
    ("Halab", "Aleppo", "SYR"), ("Edlib", "Idlib", "SYR"), ("Kobanê", "Kobani", "SYR"),
    ("Ayn al-Arab", "Kobani", "SYR"), ("al-Hasakah", "Hasakah", "SYR"),
    ("Hasaka", "Hasakah", "SYR"), ("Taizz", "Taiz", "YEM"), ("Sana'a", "Sanaa", "YEM"),
    ("Hudaydah", "Hodeidah", "YEM"), ("al-Hodeida", "Hodeidah", "YEM"), ("Ta'izz", "Taiz", "YEM"),
    ("Benghazi", "Banghazi", "LBY"), ("Misratah", "Misrata", "LBY"), ("Surt", "Sirte", "LBY"),
    ("El-Fasher", "Al Fashir", "SDN"), ("al-Fashir", "El Fasher", "SDN"),
    ("El Geneina", "Al Junaynah", "SDN"), ("Umdurman", "Omdurman", "SDN"),
    ("Mogadiscio", "Mogadishu", "SOM"), ("Muqdisho", "Mogadishu", "SOM"),
    ("Kismaayo", "Kismayo", "SOM"), ("N’Djamena", "N'Djamena", "TCD"),
    ("Tombouctou", "Timbuktu", "MLI"), ("Bombay", "Mumbai", "IND"),
    ("Calcutta", "Kolkata", "IND"), ("Rangoon", "Yangon", "MMR"), ("Sittwe", "Akyab", "MMR"),
    ("Saigon", "Ho Chi Minh City", "VNM"), ("Peking", "Beijing", "CHN"),
    ("Kabol", "Kabul", "AFG"), ("Ghazni", "Ghaznī", "AFG"),
    ("Mazar-e Sharif", "Mazar-i-Sharif", "AFG"), ("Qandahar", "Kandahar", "AFG"),
    ("Jalal-Abad", "Jalal-Abad", "KGZ"), ("Diyarbakir", "Diyarbakır", "TUR"),
    ("Sanliurfa", "Şanlıurfa", "TUR"), ("Bogota", "Bogotá", "COL"),
    ("Medellin", "Medellín", "COL"), ("Cucuta", "Cúcuta", "COL"), ("Culiacan", "Culiacán", "MEX"),
    ("Juarez", "Ciudad Juárez", "MEX"), ("Stepanakert", "Khankendi", "AZE"),
    ("Tskhinval", "Tskhinvali", "GEO"), ("Grozniy", "Grozny", "RUS"),
    ("Mitrovica", "Mitrovicë", "XKX"), ("Srebrenica", "Srebrenica", "BIH"),
    ("Pristina", "Prishtina", "XKX"), ("Khan Yunis", "Khan Younis", "PSE"),
    ("Jenin", "Janin", "PSE"), ("Cox’s Bazar", "Cox's Bazar", "BGD"), ("Dacca", "Dhaka", "BGD"),
    ("Maungdaw", "Maungdaw", "MMR"), ("Bukavu", "Bukavu", "COD"),
    ("Leopoldville", "Kinshasa", "COD"), ("Mekele", "Mekelle", "ETH"),
    ("Addis Abeba", "Addis Ababa", "ETH"), ("Asmera", "Asmara", "ERI"),
    ("Lourenco Marques", "Maputo", "MOZ"),
)  # fmt: skip

NAMESAKES = (
    ("A bomb went off in Tripoli, Lebanon.", "Tripoli", "LBN"),
    ("Militias from Misrata and Zawiya fought in Tripoli.", "Tripoli", "LBY"),
    ("Shells fell in Tripoli, and the army moved from Beirut and Sidon.", "Tripoli", "LBN"),
    ("Police arrested two men in Paris, Texas.", "Paris", "USA"),
    ("Police arrested two men in Paris on Friday.", "Paris", "FRA"),
    ("Three people were shot in Birmingham, Alabama.", "Birmingham", "USA"),
    ("Clashes in Birmingham spread to Wolverhampton and Coventry.", "Birmingham", "GBR"),
    ("Gunmen raided a farm near Valencia in Carabobo, Venezuela.", "Valencia", "VEN"),
    ("Police dispersed a march in Valencia, and another in Madrid.", "Valencia", "ESP"),
    ("Rebels took San Vicente del Caguan in Colombia.", "San Vicente del Caguan", "COL"),
    ("Soldiers killed two guerrillas in Santiago, in Cuba.", "Santiago", "CUB"),
    ("Students marched in Santiago, Chile.", "Santiago", "CHL"),
    ("Hyderabad in Sindh, Pakistan, saw riots.", "Hyderabad", "PAK"),
    ("A mob attacked a shop in Hyderabad, and another in Secunderabad.", "Hyderabad", "IND"),
    ("Taliban fighters seized Jalalabad in Afghanistan.", "Jalalabad", "AFG"),
    ("Gunmen attacked a bus near Mansoura in Egypt.", "Mansoura", "EGY"),
    ("Fighting in Kirkuk drove families to Sulaymaniyah.", "Kirkuk", "IRQ"),
    ("Georgia said that shells hit Gori near Tskhinvali.", "Georgia", "GEO"),
    ("Police in Atlanta, Georgia, arrested a man.", "Georgia", "USA"),
    ("Troops moved from Zinder to Diffa in Niger.", "Niger", "NER"),
    ("Bandits killed ten in Niger State, Nigeria, near Minna.", "Minna", "NGA"),
    ("Gunmen attacked Kaga-Bandoro and Bambari in the Central African Republic.", "Bambari", "CAF"),
    ("The army shelled Barzeh and Jobar in Damascus.", "Damascus", "SYR"),
    ("Boko Haram attacked Bama and Konduga in Borno, Nigeria.", "Bama", "NGA"),
    ("Al-Shabaab fighters struck Merca and Barawe in Somalia.", "Merca", "SOM"),
    ("Protesters gathered in San Salvador and in Santa Ana, El Salvador.", "Santa Ana", "SLV"),
    ("Police in Santa Ana, California, shot a man.", "Santa Ana", "USA"),
    ("Clashes broke out in Guadalajara, in Jalisco.", "Guadalajara", "MEX"),
    ("Soldiers patrolled Cordoba and Rosario in Argentina.", "Cordoba", "ARG"),
    ("A car bomb exploded in London on Tuesday.", "London", "GBR"),
    ("Police raided a house in London, Ontario.", "London", "CAN"),
    ("Rebels attacked Moscow, Idaho.", "Moscow", "USA"),
    ("The Naxalites burnt lorries near Bijapur in Chhattisgarh.", "Bijapur", "IND"),
    ("Shells hit Alexandria, Virginia.", "Alexandria", "USA"),
    ("Thousands marched in Alexandria and Cairo.", "Alexandria", "EGY"),
    ("Militiamen left Goz Beida for Abeche in Chad.", "Abeche", "TCD"),
    ("Kachin rebels attacked Bhamo and Myitkyina.", "Bhamo", "MMR"),
    ("The NPA attacked a post in Victoria, Oriental Mindoro, Philippines.", "Victoria", "PHL"),
    ("Police fired tear gas in Victoria, in the Seychelles.", "Victoria", "SYC"),
    ("Gunmen killed a mayor in San Fernando, Tamaulipas.", "San Fernando", "MEX"),
)  # fmt: skip


@cache
def placed(text: str) -> dict[str, str | None]:
    """Return the country of each place name that a text has."""
    found = where.places(parse(report_of(text)), Gazetteer.open())
    return {text[m.start : m.end]: m.place.iso3 for m in found}


@pytest.mark.parametrize(("written", "other", "iso3"), SPELLINGS)
def test_two_spellings_are_one_place(written: str, other: str, iso3: str) -> None:
    gazetteer = Gazetteer.open()
    one, two = gazetteer.lookup(written), gazetteer.lookup(other)
    assert one, "not found"
    assert one[0].iso3 == iso3
    assert {p.gazetteer_id for p in one[:3]} & {p.gazetteer_id for p in two[:3]}


@pytest.mark.parametrize(("text", "name", "iso3"), NAMESAKES)
def test_context_decides_between_namesakes(text: str, name: str, iso3: str) -> None:
    assert placed(text).get(name) == iso3
